"use strict";
/**
 * Replaces `captureStackTrace` of cdktf/lib/tokens/private/stack-trace.js.
 *
 * cdktf records where each token was made, with an unlimited stack, and makes tens of tokens for each resource. That is
 * a quarter of a large synthesis, and most of one under a test runner, which maps every frame back to TypeScript.
 * The trace is read in one place only: the message of an error that a token throws while it is resolved. So traces are
 * off, and TERRACE_STACK_TRACES=1 brings them back for the run in which such an error has to be found.
 *
 * What is written never contains a trace: the test of equality compares every byte.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.captureStackTrace = process.env.TERRACE_STACK_TRACES === "1" ? captureStackTrace : () => [];

function captureStackTrace(below = captureStackTrace) {
  const object = { stack: "" };
  const previousLimit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = Number.MAX_SAFE_INTEGER;
    Error.captureStackTrace(object, below);
  } finally {
    Error.stackTraceLimit = previousLimit;
  }
  return object.stack
    .split("\n")
    .slice(1)
    .map((frame) => frame.replace(/^\s*at\s+/, ""));
}
