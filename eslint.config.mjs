import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Pure kinds of file: time, chance and the environment come in as values. */
const pure = [
  '**/*.decider.ts',
  '**/*.types.ts',
  '**/*.events.ts',
  '**/*.upcasts.ts',
  '**/*.process.ts',
  '**/*.public.ts',
  '**/*.projection.ts',
];
const tests = ['**/*.spec.ts', '**/test/**', 'packages/testing/**', '**/testing.ts', '**/testing/**'];

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'process.env is read in config.ts only',
};
const impure = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'time comes in with the command',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'time comes in with the command' },
  { selector: "CallExpression[callee.name='randomUUID']", message: 'ids come in with the command' },
  { selector: "CallExpression[callee.property.name='randomUUID']", message: 'ids come in with the command' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'chance comes in with the command',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/gen/**',
      '.lastmile/**',
      '.lastmile-auditor/**',
      '**/.results/**',
      '.turbo/**',
      '**/.peers/**',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noEnvironment],
    },
  },
  { files: pure, rules: { 'no-restricted-syntax': ['error', noEnvironment, ...impure] } },
  {
    files: ['**/config.ts', 'packages/telemetry/src/register.ts', 'infra/local/**/*.ts', 'demo/**/*.ts', '**/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        clearTimeout: 'readonly',
        setImmediate: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
);
