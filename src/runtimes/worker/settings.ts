// Variables and secrets of the Worker as settings: all checked at once, every fault with its mend.

import { DEFAULT_OPERATOR, type Operator, operatorSchema } from '../../domain/operator.ts'
import { parseMasterKey } from '../../vault/key-ring.ts'
import { VaultError } from '../../vault/vault.ts'
import type { WorkerEnv } from './bindings.ts'
import { DEFAULT_QUERY_BUDGET } from './query-budget.ts'

export interface Settings {
  masterKey: Buffer
  /** While the master key is being rotated. */
  nextMasterKey: Buffer | undefined
  operator: Operator
  bootstrapKeyDigest: Uint8Array | undefined
  queryBudget: number
  /** Where people reach the console; undefined: wherever the request came to. */
  baseUrl: string | undefined
}

export interface SettingsFault {
  name: string
  detail: string
  fix: string
}

export class SettingsError extends Error {
  override name = 'SettingsError'
  readonly faults: readonly SettingsFault[]

  constructor(faults: readonly SettingsFault[]) {
    super(faults.map(({ name, detail }) => `${name} ${detail}`).join('; '))
    this.faults = faults
  }
}

/** Below this not even one event can be recorded. */
const LEAST_QUERIES = 40

/** Throws SettingsError with every fault. */
export async function readSettings(env: WorkerEnv): Promise<Settings> {
  const faults: SettingsFault[] = []
  const take = <Value>(value: Value | SettingsFault[]): Value | undefined => {
    if (!Array.isArray(value)) return value
    faults.push(...value)
    return undefined
  }
  take(bindings(env))
  const masterKey = take(readMasterKey(env.MASTER_KEY?.trim()))
  const next = env.MASTER_KEY_NEXT?.trim()
  const nextMasterKey = next ? take(readMasterKey(next, 'MASTER_KEY_NEXT')) : undefined
  const bootstrapKeyDigest = take(readDigest(env.BOOTSTRAP_KEY_DIGEST?.trim()))
  const queryBudget = take(readBudget(env.QUERY_BUDGET?.trim()))
  const baseUrl = take(readBaseUrl(env.BASE_URL?.trim()))
  const operator = take(await readOperator(env))
  if (faults.length > 0 || !masterKey || !operator || queryBudget === undefined) {
    throw new SettingsError(faults)
  }
  return { masterKey, nextMasterKey, operator, bootstrapKeyDigest, queryBudget, baseUrl }
}

function bindings(env: WorkerEnv): SettingsFault[] | undefined {
  const missing = (['DB', 'ASSETS'] as const).filter(name => !env[name])
  if (missing.length === 0) return undefined
  return missing.map(name =>
    fault(name, 'is not bound', 'Put its binding into wrangler.toml, for this environment too.'),
  )
}

function readMasterKey(
  text: string | undefined,
  name: 'MASTER_KEY' | 'MASTER_KEY_NEXT' = 'MASTER_KEY',
): Buffer | SettingsFault[] {
  if (!text) {
    const fix = `Make one (npm run worker:secrets), keep a copy, then: wrangler secret put ${name}`
    return [fault(name, 'is not set', fix)]
  }
  try {
    return parseMasterKey(text)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return [fault(name, `is not usable: ${error.detail}`, 'Set the secret to the whole key.')]
  }
}

function readDigest(text: string | undefined): Uint8Array | undefined | SettingsFault[] {
  if (!text) return undefined
  if (/^[0-9a-fA-F]{64}$/.test(text)) return new Uint8Array(Buffer.from(text, 'hex'))
  const fix = 'Set it to what npm run worker:secrets prints, or delete the secret.'
  return [fault('BOOTSTRAP_KEY_DIGEST', 'is not a SHA-256 of 64 hexadecimal digits', fix)]
}

function readBudget(text: string | undefined): number | SettingsFault[] {
  if (!text) return DEFAULT_QUERY_BUDGET
  if (/^\d{1,5}$/.test(text) && Number(text) >= LEAST_QUERIES) return Number(text)
  const fix = `Give what your plan allows for an invocation, less a tenth; default ${DEFAULT_QUERY_BUDGET}.`
  return [fault('QUERY_BUDGET', `is not a whole number from ${LEAST_QUERIES}`, fix)]
}

function readBaseUrl(text: string | undefined): string | undefined | SettingsFault[] {
  if (!text || URL.parse(text)?.protocol === 'https:') return text
  return [fault('BASE_URL', 'is no URL with https://', 'Give the address that people open.')]
}

async function readOperator(env: WorkerEnv): Promise<Operator | SettingsFault[]> {
  const name = env.OPERATOR?.trim() ? 'OPERATOR' : 'operator.json'
  const text = env.OPERATOR?.trim() || (await readOperatorAsset(env))
  if (text === undefined) return DEFAULT_OPERATOR
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return [fault(name, 'is not JSON', 'Mend the JSON, then deploy again.')]
  }
  const parsed = operatorSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  return parsed.error.issues.map(issue =>
    fault(
      name,
      `at ${issue.path.length > 0 ? `/${issue.path.join('/')}` : 'the top'}: ${issue.message}`,
      'Mend the value, then deploy again; samples/*/operator.json show files that fit.',
    ),
  )
}

async function readOperatorAsset({ ASSETS }: WorkerEnv): Promise<string | undefined> {
  const answer = await ASSETS?.fetch('https://assets.local/operator.json')
  return answer?.ok ? answer.text() : undefined
}

function fault(name: string, detail: string, fix: string): SettingsFault {
  return { name, detail, fix }
}
