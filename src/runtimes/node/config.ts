// The environment as settings: every KIROKUBO_ variable checked at start, all faults told at once.

import { accessSync, constants, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Operator } from '../../domain/operator.ts'
import { DEFAULT_OPERATOR } from '../../domain/operator.ts'
import { readOperatorFile } from './operator-file.ts'

export interface Config {
  dataDir: string
  host: string
  /** 0 takes any free port. */
  port: number
  /** Where callers reach the service; undefined: http://localhost and the port. */
  baseUrl: string | undefined
  masterKeyFile: string
  /** Undefined while there is none: the service runs on defaults. */
  operatorFile: string | undefined
  operator: Operator
  /** The operator's own copy of templates/; undefined: templates/. */
  templatesDir: string | undefined
  /** Fonts for what the shipped one lacks; undefined: none. */
  fontDir: string | undefined
  /** Undefined: papers are issued without signature. */
  signing: SigningConfig | undefined
}

export interface SigningConfig {
  p12File: string
  /** Undefined: the file has an empty password. */
  passwordFile: string | undefined
  /** Of an RFC 3161 time-stamping authority; undefined: signatures carry no time stamp. */
  tsaUrl: string | undefined
}

export interface ConfigFault {
  /** The variable, or the file. */
  name: string
  detail: string
  fix: string
}

export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ name, detail }) => `${name}: ${detail}`).join('\n'))
    this.faults = faults
  }
}

const PREFIX = 'KIROKUBO_'
const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))

const path = z.string().transform(text => resolve(text))
const folder = path.refine(isFolder, {
  error: issue => `is ${issue.input}, which is not a folder that can be read`,
})

const file = path.refine(isReadableFile, {
  error: issue => `is ${issue.input}, which is not a file that this account can read`,
})

const environment = z.object({
  KIROKUBO_DATA_DIR: path.default(join(PROJECT, 'data')),
  KIROKUBO_HOST: z
    .string()
    .regex(/^[A-Za-z0-9._:-]+$/, 'is not a host name or an address to listen on')
    .default('127.0.0.1'),
  KIROKUBO_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a whole number')
    .transform(Number)
    .refine(port => port <= 65_535, 'is above 65535')
    .default(8787),
  KIROKUBO_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'is not a URL with http:// or https://' })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  KIROKUBO_MASTER_KEY_FILE: path.optional(),
  KIROKUBO_OPERATOR_FILE: path.optional(),
  KIROKUBO_TEMPLATES_DIR: folder.optional(),
  KIROKUBO_FONT_DIR: folder.optional(),
  KIROKUBO_PDF_P12_FILE: file.optional(),
  KIROKUBO_PDF_P12_PASSWORD_FILE: file.optional(),
  KIROKUBO_PDF_TSA_URL: z
    .url({ protocol: /^https?$/, error: 'is not a URL with http:// or https://' })
    .refine(url => !/\/\/[^/]*@/.test(url), 'holds a user name: no such authority can be asked')
    .optional(),
})

type Name = keyof typeof environment.shape
const NAMES = Object.keys(environment.shape) as Name[]

const FIXES: Record<Name, string> = {
  KIROKUBO_DATA_DIR: 'Give the folder of the ledger; it is made when it does not exist.',
  KIROKUBO_HOST: 'Give an address such as 127.0.0.1 or 0.0.0.0, without a port.',
  KIROKUBO_PORT: 'Give a port from 1 to 65535, or leave it out for 8787.',
  KIROKUBO_BASE_URL: 'Give the address callers use, e.g. https://records.example.jp',
  KIROKUBO_MASTER_KEY_FILE: 'Give the file that holds the master key.',
  KIROKUBO_OPERATOR_FILE: 'Give the JSON file with the operator’s name, address and office.',
  KIROKUBO_TEMPLATES_DIR: 'Give the folder with your templates, or leave it out for templates/.',
  KIROKUBO_FONT_DIR: 'Give the folder with your fonts, or leave it out for the shipped one alone.',
  KIROKUBO_PDF_P12_FILE: 'Give the PKCS#12 file that signs papers, or leave it out to sign none.',
  KIROKUBO_PDF_P12_PASSWORD_FILE: 'Give the file that holds the password of the PKCS#12 file.',
  KIROKUBO_PDF_TSA_URL: 'Give the address of an RFC 3161 time-stamping authority, or leave it out.',
}

/**
 * Settings from the environment. `dataDir` stands before KIROKUBO_DATA_DIR (the option --data-dir),
 * `port` before KIROKUBO_PORT. Blank variables count as absent. Throws ConfigError with every fault.
 */
export function loadConfig(
  env: Record<string, string | undefined>,
  { dataDir, port }: { dataDir?: string | undefined; port?: number | undefined } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith(PREFIX) && value?.trim()),
  )
  if (dataDir !== undefined) given.KIROKUBO_DATA_DIR = dataDir
  const faults = [...unknownNames(Object.keys(given)), ...signingWithoutKey(given)]
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = issue.path[0] as Name
      faults.push({ name, detail: issue.message, fix: FIXES[name] })
    }
  }
  const operatorFile = given.KIROKUBO_OPERATOR_FILE
    ? resolve(given.KIROKUBO_OPERATOR_FILE)
    : operatorFileIn(resolve(given.KIROKUBO_DATA_DIR ?? join(PROJECT, 'data')))
  const operator = operatorFile ? readOperatorFile(operatorFile) : { operator: DEFAULT_OPERATOR }
  if ('faults' in operator) faults.push(...operator.faults)
  if (!parsed.success || 'faults' in operator || faults.length > 0) throw new ConfigError(faults)

  const settings = parsed.data
  return {
    dataDir: settings.KIROKUBO_DATA_DIR,
    host: settings.KIROKUBO_HOST,
    port: port ?? settings.KIROKUBO_PORT,
    baseUrl: settings.KIROKUBO_BASE_URL,
    // Beside the data directory, not in it: what copies the ledger does not copy its key.
    masterKeyFile:
      settings.KIROKUBO_MASTER_KEY_FILE ?? join(`${settings.KIROKUBO_DATA_DIR}.keys`, 'master.key'),
    operatorFile,
    operator: operator.operator,
    templatesDir: settings.KIROKUBO_TEMPLATES_DIR,
    fontDir: settings.KIROKUBO_FONT_DIR,
    signing: settings.KIROKUBO_PDF_P12_FILE
      ? {
          p12File: settings.KIROKUBO_PDF_P12_FILE,
          passwordFile: settings.KIROKUBO_PDF_P12_PASSWORD_FILE,
          tsaUrl: settings.KIROKUBO_PDF_TSA_URL,
        }
      : undefined,
  }
}

/** Where people reach the console when no server says its port. */
export function consoleUrl({ baseUrl, port }: Pick<Config, 'baseUrl' | 'port'>): string {
  return baseUrl ?? `http://localhost:${port}`
}

/** Whether a copy of the data directory would carry the master key with it. */
export function masterKeyInDataDir({ dataDir, masterKeyFile }: Config): boolean {
  const way = relative(dataDir, masterKeyFile)
  return !way.startsWith('..') && !isAbsolute(way)
}

function operatorFileIn(dataDir: string): string | undefined {
  const file = join(dataDir, 'operator.json')
  return statSync(file, { throwIfNoEntry: false }) ? file : undefined
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
}

function isReadableFile(name: string): boolean {
  try {
    accessSync(name, constants.R_OK)
    return statSync(name).isFile()
  } catch {
    return false
  }
}

/** A password or a time stamp without a key would leave papers unsigned in silence. */
function signingWithoutKey(given: Record<string, string | undefined>): ConfigFault[] {
  if (given.KIROKUBO_PDF_P12_FILE !== undefined) return []
  return (['KIROKUBO_PDF_P12_PASSWORD_FILE', 'KIROKUBO_PDF_TSA_URL'] as const)
    .filter(name => given[name] !== undefined)
    .map(name => ({
      name,
      detail: 'is set, but KIROKUBO_PDF_P12_FILE is not',
      fix: FIXES.KIROKUBO_PDF_P12_FILE,
    }))
}

function unknownNames(names: string[]): ConfigFault[] {
  return names
    .filter(name => !(NAMES as string[]).includes(name))
    .map(name => ({
      name,
      detail: 'is no setting of Kirokubo',
      fix: `Did you mean ${nearest(name)}? Otherwise unset it. Known: ${NAMES.join(', ')}.`,
    }))
}

function nearest(name: string): string {
  const [best] = NAMES.map(known => ({ known, steps: editSteps(name, known) })).sort(
    (a, b) => a.steps - b.steps,
  )
  return best?.known ?? NAMES[0]!
}

/** Levenshtein's distance. */
function editSteps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replace = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[to.length]!
}
