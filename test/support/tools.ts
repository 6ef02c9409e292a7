// Tests that need a tool of the system: skipped by name where it is missing, failed where CI misses it.

import { spawnSync } from 'node:child_process'
import { test } from 'vitest'

/** `test`, if `tool` is there. With CI=true a missing tool fails. */
export function testWith(tool: string, name: string, run: () => Promise<void> | void) {
  const missing = spawnSync(tool, ['--version']).error !== undefined
  if (missing && process.env.CI === 'true') {
    test(name, () => {
      throw new Error(`${tool} is missing: .ci/run installs it`)
    })
    return
  }
  test.skipIf(missing)(missing ? `${name} (needs ${tool})` : name, run)
}
