import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const clock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take `now` as a parameter or ask a Clock: only kernel/clock.ts asks the machine for the time.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` as a parameter or ask a Clock: only kernel/clock.ts asks the machine for the time.',
  },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Add a setting to config/configuration.ts: nothing else reads the environment.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export it by name, so that it is called the same everywhere.',
};

export default tseslint.config(
  { ignores: ['dist*/**', 'node_modules/**', 'data/**', 'coverage/**', 'web/**', 'tools/empty-package/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['{src,config,migrations,test}/**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...clock, environment, defaultExport],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Nest finds what to inject through the imported value, so a type-only import would break it silently.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A type parameter used once may still be what a caller names: `tx.all<PersonRow>(…)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // Nest declares its options as classes and is given them as literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Spreading a string gives its characters, which is what the grammar of Chinese works on; request bodies are data.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: ['src/kernel/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, defaultExport] },
  },
  {
    files: ['config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clock, defaultExport] },
  },
  {
    // Tests measure real time and are told by the environment where their servers are.
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', defaultExport],
      // What a response holds is what the assertion is about; `expect(object.method)` calls nothing.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'performance', 'setInterval', 'clearInterval', 'module', 'require', '__dirname', 'URL'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
    rules: { eqeqeq: 'error' },
  },
);
