import fastSynth from "./tools/fast-synth/replaced-files.cjs";

/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts", "<rootDir>/{modules,tools}/*/__tests__/**/*.test.ts"],
  transform: {
    "\\.ts$": "<rootDir>/tools/testkit/jest-transform.cjs",
    [fastSynth.replacedPaths.source]: "<rootDir>/tools/fast-synth/jest.cjs",
  },
  // The replaced files of cdktf lie in node_modules, which jest leaves alone by default.
  transformIgnorePatterns: [],
  testEnvironmentOptions: { customExportConditions: ["terrace-source", "node", "require", "default"] },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/modules/[^/]+/dist"],
};
