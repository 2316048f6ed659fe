"use strict";
/**
 * Loaded before a measured program: writes what the process has used when it ends, into the file that
 * TERRACE_BENCH_USAGE names.
 */
const fs = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: (peakOnLinux() ?? maxRSS) / 1024 };
  fs.writeFileSync(process.env.TERRACE_BENCH_USAGE, JSON.stringify(usage));
});

/** On Linux `maxRSS` is at least what the process that started this one used, so the kernel's other figure is read. */
function peakOnLinux() {
  const status = "/proc/self/status";
  if (!fs.existsSync(status)) return undefined;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(status, "utf8"));
  return peak === null ? undefined : Number(peak[1]);
}
