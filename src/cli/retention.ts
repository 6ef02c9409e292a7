// kirokubo retention: what may go, and the erasure itself.

import { type Command, InvalidArgumentError } from 'commander'
import { isCalendarDate } from '../domain/calendar-date.ts'
import { withClient } from './ledger-client.ts'
import { confirm, type GlobalOptions, print, takesDryRun, takesUrl } from './options.ts'

type RetentionOptions = GlobalOptions & { asOf?: string }

export function retentionCommand(program: Command) {
  const retention = program.command('retention').description('retention: preview, run')

  takesUrl(
    takesDryRun(retention.command('preview').description('what a run would erase, and what stays')),
  )
    .option('--as-of <day>', 'YYYY-MM-DD in Japan; default today', calendarDate)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<RetentionOptions>()
      const preview = await withClient(options, client =>
        client.previewRetention({ asOf: options.asOf }),
      )
      print(options, preview, () => linesOf(preview))
    })

  takesUrl(takesDryRun(retention.command('run').description('erase what is past its period')))
    .option('--as-of <day>', 'YYYY-MM-DD in Japan; default today', calendarDate)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<RetentionOptions>()
      const { asOf, dryRun = false } = options
      if (!dryRun) await confirm('Erase what is past its retention period, for good?', options)
      const run = await withClient(options, client => client.runRetention({ asOf, dryRun }))
      print(options, run, () => [
        `Run ${run.run_id} (${run.dry_run ? 'dry, nothing erased' : `erased ${run.erased}`}): ${run.state}`,
        ...linesOf(run.report as object),
      ])
    })
}

function calendarDate(text: string): string {
  if (isCalendarDate(text)) return text
  throw new InvalidArgumentError('Give a day that exists, as YYYY-MM-DD.')
}

/** Counts as `name: value`, one a line; numbers, codes and days are all there is. */
function linesOf(report: object): string[] {
  return Object.entries(report).map(
    ([name, value]) =>
      `  ${name.replaceAll('_', ' ')}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
}
