// kirokubo serve: the HTTP service, until SIGTERM or Ctrl-C.

import type { Command } from 'commander'
import { describeError } from '../http/describe-error.ts'
import { loadConfig, masterKeyInDataDir } from '../runtimes/node/config.ts'
import {
  firstLink,
  keepFirstKey,
  keepFirstLink,
  makeFirstKey,
} from '../runtimes/node/first-start.ts'
import { jsonLog } from '../runtimes/node/log.ts'
import { makeDataDir, openLedger } from '../runtimes/node/open-ledger.ts'
import { lockDataDir } from '../runtimes/node/server-lock.ts'
import { EXIT } from './errors.ts'
import { type GlobalOptions, masterKeyNotice, signalToStop, wholeNumber } from './options.ts'

export function serveCommand(program: Command) {
  program
    .command('serve')
    .description('start the HTTP service')
    .option('--port <n>', 'default KIROKUBO_PORT, then 8787', wholeNumber(0, 65_535))
    .action(async (_options, command: Command) => {
      await serve(command.optsWithGlobals<GlobalOptions & { port?: number }>())
    })
}

async function serve({ dataDir, port }: GlobalOptions & { port?: number }) {
  // First: whoever stops it while it starts, or as it says that it serves, must not be missed.
  const stopped = signalToStop()
  const config = loadConfig(process.env, { dataDir, port })
  makeDataDir(config)
  const unlock = lockDataDir(config.dataDir)
  const ledger = await openLedger(config, { create: true, migrate: true, print: true })
  // At once: should what follows fail, this is not said again.
  if (ledger.madeMasterKey) for (const line of masterKeyNotice(config)) console.log(line)
  const log = jsonLog(line => process.stderr.write(line))
  process.on('uncaughtException', error => {
    // Node would print the message, which may hold what was posted.
    log({ level: 'error', event: 'crashed', error: describeError(error) })
    process.exit(EXIT.failed)
  })
  // On demand: no other command needs the HTTP edge.
  const { startServer } = await import('../runtimes/node/serve.ts')
  const server = await startServer(ledger, { config, log })
  const firstKey = await makeFirstKey(ledger.deps)

  const link = await firstLink(ledger.deps, server.url)

  const lines = [`Kirokubo serves ${config.dataDir} at ${server.url} (API: ${server.url}/docs)`]
  if (link !== undefined) lines.push(...firstLinkNotice(config.dataDir, link))
  if (firstKey !== undefined) lines.push(...firstKeyNotice(config.dataDir, firstKey))
  if (masterKeyInDataDir(config)) lines.push(...KEY_BESIDE_DATA)
  console.log(lines.join('\n'))

  await stopped
  await server.stop()
  ledger.close()
  unlock()
}

const KEY_BESIDE_DATA = [
  'The master key lies inside the data directory: a backup of it would carry its own key.',
  '  → Move the file elsewhere and say where with KIROKUBO_MASTER_KEY_FILE.',
]

function firstLinkNotice(dataDir: string, link: string): string[] {
  if (process.stdout.isTTY) {
    return [
      `Open this link to make the first administrator (it works once, for 24 hours):  ${link}`,
      `最初の管理者を登録するリンクです(24時間以内に1回だけ使えます)。`,
    ]
  }
  return [
    `The link that makes the first administrator is in ${keepFirstLink(dataDir, link)} (only its owner can read it).`,
    '  → Open it within 24 hours and delete the file; a restart makes another.',
  ]
}

function firstKeyNotice(dataDir: string, key: string): string[] {
  if (process.stdout.isTTY) {
    return [`The first API key, shown this once:  ${key}`]
  }
  return [
    `The first API key is in ${keepFirstKey(dataDir, key)} (only its owner can read it).`,
    '  → Move it to your secret store and delete the file.',
  ]
}
