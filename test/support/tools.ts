// Tests that need a tool of the system: skipped by name where it is missing, failed where CI misses it.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'vitest'

/** `test`, if the tools are there: commands, or files by their path. With CI=true a missing one fails. */
export function testWith(
  tools: string | readonly string[],
  name: string,
  run: () => Promise<void> | void,
  timeout?: number,
) {
  const missing = [tools].flat().filter(tool => !isThere(tool))
  if (missing.length > 0 && process.env.CI === 'true') {
    test(name, () => {
      throw new Error(`${missing.join(', ')} is missing: .ci/run installs it`)
    })
    return
  }
  const needs = missing.length > 0 ? ` (needs ${missing.join(', ')})` : ''
  test.skipIf(missing.length > 0)(`${name}${needs}`, run, timeout)
}

/** A command, or a file by its path. */
export function isThere(tool: string): boolean {
  if (tool.startsWith('/')) return existsSync(tool)
  return spawnSync(tool, ['--version']).error === undefined
}
