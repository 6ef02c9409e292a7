// kirokubo doctor: what this machine and this ledger lack, each with its mend.

import type { Command } from 'commander'
import type { CheckResult } from '../runtimes/node/check-up.ts'
import { EXIT } from './errors.ts'
import { type GlobalOptions, print, takesDryRun } from './options.ts'

export function doctorCommand(program: Command) {
  takesDryRun(
    program.command('doctor').description('check this machine, the settings and the ledger'),
  ).action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>()
    const { checkUp } = await import('../runtimes/node/check-up.ts')
    const results = await checkUp(process.env, options)
    const failed = results.filter(({ state }) => state === 'fail').length
    print(options, { ok: failed === 0, checks: results }, () => [
      ...results.flatMap(linesOf),
      failed === 0 ? 'Nothing stands in the way.' : `${failed} thing(s) must be mended first.`,
    ])
    if (failed > 0) process.exitCode = EXIT.failed
  })
}

function linesOf({ what, state, detail, fix }: CheckResult): string[] {
  const line = `${state.padEnd(4)}  ${what}: ${detail}`
  return fix === undefined ? [line] : [line, `      → ${fix}`]
}
