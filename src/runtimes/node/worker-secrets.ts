// npm run worker:secrets: makes the secrets of a Worker. With --dev they go into .dev.vars, once, for
// `wrangler dev`; otherwise they are printed to a terminal, or kept in a file that only its owner reads.

import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashApiKey, newApiKey } from '../../vault/api-key.ts'
import { formatMasterKey } from '../../vault/key-ring.ts'
import { writeSecretFile } from './secret-file.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const DEV_VARS = join(PROJECT, '.dev.vars')
const SECRETS = join(PROJECT, '.dev.vars.secrets')

const ADVICE =
  'Keep the master key and the API key where nobody else reads them: without the master key nothing in the ledger can be read.'

const development = process.argv.includes('--dev')
if (!development || !exists(DEV_VARS)) make()

function make() {
  const key = newApiKey()
  const secrets = [
    `MASTER_KEY=${formatMasterKey(randomBytes(32))}`,
    `BOOTSTRAP_KEY_DIGEST=${hashApiKey(key).toString('hex')}`,
  ]
  const api = `# The first API key; only its digest goes to Cloudflare: ${key}`
  if (development) {
    writeSecretFile(DEV_VARS, `${api}\n${secrets.join('\n')}\n`)
    say(`Made ${relative(PROJECT, DEV_VARS)}: the first API key and a master key for development.`)
  } else if (process.stdout.isTTY) {
    say([api, ...secrets, ADVICE].join('\n'))
  } else {
    writeSecretFile(SECRETS, `${api}\n${secrets.join('\n')}\n`)
    say(`Wrote the secrets to ${SECRETS}. ${ADVICE}`)
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
