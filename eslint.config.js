import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const generated = [
  "node_modules/",
  ".next/",
  ".data/",
  ".cache/",
  "dist/",
  "lib/data/generated/",
  "next-env.d.ts",
  "test-results/",
  "playwright-report/",
];

export default tseslint.config(
  { ignores: generated },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      // Names no rule can bend: an unavoidable cast lives in one named helper with its guarantee written beside it.
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Reads worse than it protects where data is parsed by zod one line above.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "Read configuration in lib/env and pass it as values.",
        },
      ],
    },
  },
  {
    files: ["lib/env/**", "scripts/**", "e2e/**", "agent/src/env.ts", "*.config.ts", "**/*.test.ts"],
    rules: { "no-restricted-properties": "off" },
  },
  { files: ["**/*.test.ts", "e2e/**"], rules: { "max-lines": ["error", 400] } },
  {
    files: ["public/**"],
    languageOptions: { globals: { localStorage: "readonly", document: "readonly" } },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        module: "writable",
        fetch: "readonly",
      },
    },
  },
);
