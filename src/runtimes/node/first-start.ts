// The secrets of a first start: printed to a terminal only, otherwise kept in a file for their owner.

import { join } from 'node:path'
import type { Scope } from '../../usecases/access-ports.ts'
import { createApiKey } from '../../usecases/manage-api-keys.ts'
import { offerFirstLink } from '../../usecases/one-time-links.ts'
import type { Deps } from '../../usecases/ports.ts'
import { writeSecretFile } from './secret-file.ts'

export const FIRST_KEY_FILE = 'first-api-key'
const FIRST_LINK_FILE = 'first-administrator'
const FIRST_SOURCE = 'default'
/** Enough to try everything but restricted marks and the administration of keys. */
export const FIRST_SCOPES: readonly Scope[] = [
  'provisions:write',
  'provisions:read',
  'disclosures',
  'retention',
]

/** Makes the first API key of a ledger that has none; undefined when it has one, a revoked one too. */
export async function makeFirstKey(deps: Deps): Promise<string | undefined> {
  if ((await deps.stores.apiKeys.list()).length > 0) return undefined
  const { key } = await createApiKey(deps, 'first-start', {
    source: FIRST_SOURCE,
    scopes: FIRST_SCOPES,
  })
  return key
}

/** The link that makes the first administrator, while there is none: anew at every start until then. */
export async function firstLink(deps: Deps, url: string): Promise<string | undefined> {
  const link = await offerFirstLink(deps)
  return link && `${url}/first/${link.token}`
}

export function keepFirstLink(dataDir: string, link: string): string {
  const file = join(dataDir, FIRST_LINK_FILE)
  writeSecretFile(file, `${link}\n`, { replace: true })
  return file
}

/** Keeps the first key for the one who started the service without a terminal; returns the path. */
export function keepFirstKey(dataDir: string, key: string): string {
  const file = join(dataDir, FIRST_KEY_FILE)
  writeSecretFile(file, `${key}\n`, { replace: true })
  return file
}
