import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['src/runtimes/node/build-console.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One a core: much of the time goes by in child processes and in waiting.
    maxWorkers: 2,
  },
})
