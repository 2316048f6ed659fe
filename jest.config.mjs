/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts", "<rootDir>/{modules,tools}/*/__tests__/**/*.test.ts"],
  transform: { "\\.ts$": "<rootDir>/tools/testkit/jest-transform.cjs" },
  testEnvironmentOptions: { customExportConditions: ["terrace-source", "node", "require", "default"] },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/modules/[^/]+/dist"],
};
