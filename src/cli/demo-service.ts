// One operator's service of the demo: its own ledger, master key and API key in a folder of its own.

import { appendFileSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '../runtimes/node/config.ts'
import { FIRST_SCOPES } from '../runtimes/node/first-start.ts'
import { jsonLog } from '../runtimes/node/log.ts'
import { openLedger } from '../runtimes/node/open-ledger.ts'
import { makeSecretFolder } from '../runtimes/node/secret-file.ts'
import { startServer } from '../runtimes/node/serve.ts'
import { createApiKey } from '../usecases/manage-api-keys.ts'
import { createUser } from '../usecases/manage-users.ts'

export interface DemoService {
  sample: string
  url: string
  localUrl: string
  /** Where papers are put for whoever watches. */
  folder: string
  key: string
  /** Where an officer sets a password, once. */
  officerLink: string
  stop(): Promise<void>
}

const OFFICER = { name: '見本 花子', email: 'officer@example.jp', role: 'officer' } as const

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

export function sampleFile(sample: string, file: string): string {
  return join(SAMPLES, sample, file)
}

/** The environment of whoever runs the demo is left out: it belongs to another ledger. */
export async function startDemoService({
  folder: root,
  sample,
  port,
}: {
  folder: string
  sample: string
  port: number
}): Promise<DemoService> {
  const folder = join(root, sample)
  const dataDir = join(folder, 'data')
  makeSecretFolder(dataDir)
  copyFileSync(sampleFile(sample, 'operator.json'), join(dataDir, 'operator.json'))
  const config = loadConfig({}, { dataDir, port })
  const ledger = await openLedger(config, { create: true, print: true })
  const { key } = await createApiKey(ledger.deps, 'demo', {
    source: 'demo',
    scopes: FIRST_SCOPES,
  })
  const { link } = await createUser(ledger.deps, { actor: 'demo' }, OFFICER)
  const log = jsonLog(line => appendFileSync(join(folder, 'log.ndjson'), line))
  try {
    const server = await startServer(ledger, { config, log })
    return {
      sample,
      url: server.url,
      localUrl: server.localUrl,
      folder,
      key,
      officerLink: `${server.url}/invite/${link.token}`,
      async stop() {
        await server.stop()
        ledger.close()
      },
    }
  } catch (error) {
    ledger.close()
    throw error
  }
}
