// The host's time zone changes nothing (contract 1.5): the rules of law, run whole in other zones.

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const SUITES = [
  'src/domain',
  'test/samples.test.ts',
  'test/disclosure.test.ts',
  'test/retention.test.ts',
]

test.skipIf(process.env.KIROKUBO_TEST_ZONE).each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])(
  'every rule of law holds under TZ=%s',
  zone => {
    const run = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...SUITES],
      { env: { ...process.env, TZ: zone, KIROKUBO_TEST_ZONE: zone }, encoding: 'utf8' },
    )
    expect(run.status, run.stdout.slice(-4000)).toBe(0)
  },
  300_000,
)
