import preset from '../../jest.preset.js';

export default {
  ...preset,
  maxWorkers: 2,
  globalSetup: '<rootDir>/test/kept-dictionaries.js',
  moduleNameMapper: { '/kept-folder\\.js$': '<rootDir>/test/kept-folder.js', ...preset.moduleNameMapper },
};
