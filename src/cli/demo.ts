// kirokubo demo: two sample operators served in a fresh folder, worked through over HTTP like any caller would.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { DemoReport } from './demo-play.ts'
import type { DemoService } from './demo-service.ts'
import { type GlobalOptions, print, signalToStop, wholeNumber } from './options.ts'

interface DemoOptions extends GlobalOptions {
  port: number
  once?: boolean
}

const SAMPLES = [
  { sample: 'orthodontics', what: '矯正歯科の予約 orthodontics booking' },
  { sample: 'portal', what: '歯科予約ポータル dental portal' },
] as const

export function demoCommand(program: Command) {
  program
    .command('demo')
    .description('show the service on two sample operators, in a fresh folder')
    .option('--port <n>', 'the second operator takes the next one', wholeNumber(1, 65_534), 8787)
    .option('--once', 'exit after showing everything')
    .action(async (_options, command: Command) => {
      await demo(command.optsWithGlobals<DemoOptions>())
    })
}

async function demo(options: DemoOptions) {
  const startedAt = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'kirokubo-demo-'))
  const say = (line: string) => {
    if (!options.json) console.log(line)
  }
  say('Kirokubo 記録簿 — demo with two invented operators / 架空の2事業者によるデモ')
  say(`Folder / フォルダ: ${folder} (kept; delete it when you like / 残ります)`)
  // On demand, like the service itself.
  const { startDemoService } = await import('./demo-service.ts')
  const { playDemo } = await import('./demo-play.ts')
  const services: DemoService[] = []
  try {
    // Both ports first: a taken one is told before anything else happens.
    for (const [n, { sample }] of SAMPLES.entries()) {
      services.push(await startDemoService({ folder, sample, port: options.port + n }))
    }
    const reports: DemoReport[] = []
    for (const [n, service] of services.entries()) {
      say('')
      say(`── ${SAMPLES[n]?.what} ── ${service.url}`)
      reports.push(await playDemo(service, say))
    }
    const seconds = (performance.now() - startedAt) / 1000
    print(options, { folder, seconds, ledgers: reports }, () => closing(reports, seconds))
    if (options.once) return
    say('')
    say('Both services stay up until Ctrl-C / Ctrl-C で終了します。')
    await signalToStop()
  } finally {
    for (const service of services) await service.stop()
  }
}

function closing(reports: DemoReport[], seconds: number): string[] {
  return [
    '',
    `Done in ${seconds.toFixed(1)} s / 完了。`,
    ...reports.flatMap(({ operator, url, pdf, console: link, curl }) => [
      '',
      `${operator}`,
      `  Console  ${link}`,
      '           The ledger in a browser: set a password, and you are an officer / 担当者として画面を開く',
      `  API      ${url}/docs`,
      `  PDF      ${pdf}`,
      '  Record one more event / もう1件記録する:',
      curl,
    ]),
  ]
}
