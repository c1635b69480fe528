// Rules for the JavaScript of the addons; those of Odoo's own test_lint are among them.
// The tools live in the launcher's cache, and NODE_PATH says where.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_PATH}/`);
const js = require("@eslint/js");
const globals = require("globals");

const odooGlobals = { odoo: "readonly", luxon: "readonly", L: "readonly", BarcodeDetector: "readonly" };

export default [
    { ignores: ["**/static/lib/**", "**/static/src/lib/**", "**/static/vendor/**", "**/static/src/vendor/**"] },
    js.configs.recommended,
    {
        files: ["**/*.js", "**/*.mjs"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: { ...globals.browser, ...odooGlobals },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            eqeqeq: ["error", "smart"],
            "no-duplicate-imports": "error",
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-var": "error",
            "prefer-const": "error",
            "no-restricted-globals": ["error", "event", "name", "status"],
            "no-unused-vars": ["error", { vars: "all", args: "after-used", caughtErrors: "all" }],
            "no-restricted-syntax": [
                "error",
                {
                    selector: "ClassDeclaration[superClass.name='Component']:not(:has(ClassBody.body > PropertyDefinition[key.name='props'][static='true']))",
                    message: "A component declares its static props.",
                },
                {
                    selector: "ClassDeclaration[superClass.name='Component']:not(:has(ClassBody.body > PropertyDefinition[key.name='template'][static='true']))",
                    message: "A component declares its static template.",
                },
                {
                    selector: "CallExpression[callee.name='_t'] > TemplateLiteral:first-child",
                    message: "A template literal cannot be translated: use _t('… %s', value).",
                },
                {
                    selector: "CallExpression[callee.name='_t'] > :first-child[value=/(.*%s){2,}/]",
                    message: "Several placeholders need names, word order differs between languages.",
                },
            ],
        },
    },
    {
        // files that the page loads without a module loader
        files: ["**/*.worker.js", "**/*service_worker*.js", "**/*_sw.js", "**/sw.js"],
        languageOptions: { globals: { ...globals.serviceworker, ...globals.worker } },
    },
    {
        files: ["**/static/tests/**/*.js"],
        languageOptions: { globals: { ...globals.browser } },
    },
    {
        files: ["**/*.mjs", "config/npm/*"],
        languageOptions: { globals: { ...globals.node } },
    },
];
