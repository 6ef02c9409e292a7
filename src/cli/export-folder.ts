// The folder of an export: one NDJSON file for each table, what its beginning saw, and the manifest last.

import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { makeSecretFolder, writeSecretFile } from '../runtimes/node/secret-file.ts'
import type { LedgerState } from '../usecases/export-ledger.ts'
import type { CopyRow, LedgerTable } from '../usecases/ledger-copy-ports.ts'

export interface Manifest {
  format: typeof FORMAT
  /** Of Kirokubo. */
  version: string
  /** When the export began, which is the moment it shows. */
  created_at: string
  /** The fingerprint of the master key without which the export opens nothing. */
  master_key: string
  sequences: Record<string, number>
  tables: { table: LedgerTable; columns: string[]; rows: number; sha256: string }[]
}

export interface Beginning {
  created_at: string
  state: LedgerState
}

export const FORMAT = 'kirokubo-export-1'
const MANIFEST = 'manifest.json'
const BEGINNING = 'begun.json'
const NEWLINE = 0x0a

export const tableFile = (folder: string, table: LedgerTable) => join(folder, `${table}.ndjson`)

/** Makes the folder, or takes up one in which an export was cut. Throws RuntimeFault. */
export function openExportFolder(folder: string): { begun: Beginning | undefined } {
  makeSecretFolder(folder)
  if (existsSync(join(folder, MANIFEST))) {
    throw new RuntimeFault(
      `${folder} holds a finished export; it stays as it is.`,
      'Give another folder with --to, or delete that one.',
    )
  }
  const file = join(folder, BEGINNING)
  if (existsSync(file)) return { begun: JSON.parse(readFileSync(file, 'utf8')) }
  if (readdirSync(folder).length === 0) return { begun: undefined }
  throw new RuntimeFault(
    `${folder} is not empty and holds no export that was cut.`,
    'Give an empty folder, or one that does not exist yet.',
  )
}

/** Whatever an export before left is gone. */
export function beginExport(folder: string, beginning: Beginning) {
  for (const { table } of beginning.state.tables) rmSync(tableFile(folder, table), { force: true })
  const text = `${JSON.stringify(beginning)}\n`
  writeSecretFile(join(folder, BEGINNING), text, { replace: true })
}

export function finishExport(folder: string, manifest: Manifest) {
  writeSecretFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  rmSync(join(folder, BEGINNING), { force: true })
}

/** Throws RuntimeFault when the folder holds no finished export. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST)
  if (!existsSync(file)) {
    throw new RuntimeFault(
      `${folder} holds no finished export: there is no ${MANIFEST}.`,
      'Run kirokubo export into it again: it goes on where it was cut, and writes that file last.',
    )
  }
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    if (manifest.format === FORMAT) return manifest
  } catch {
    // The same words for what is no JSON.
  }
  throw new RuntimeFault(
    `${file} is not the manifest of an export this version of Kirokubo can read.`,
    'Export again with this version.',
  )
}

/** A table's file while it is written: rows so far, and the digest of all of them. */
export class TableWriter {
  readonly #descriptor: number
  readonly #hash: Hash
  rows: number
  last: CopyRow | undefined

  private constructor(
    descriptor: number,
    found: { hash: Hash; rows: number; last: CopyRow | undefined },
  ) {
    this.#descriptor = descriptor
    this.#hash = found.hash
    this.rows = found.rows
    this.last = found.last
  }

  /** Goes on after the last complete line; a line that was cut is dropped. */
  static async open(file: string): Promise<TableWriter> {
    const hash = createHash('sha256')
    let [rows, bytes] = [0, 0]
    let last: string | undefined
    if (existsSync(file)) {
      for await (const line of linesOf(file)) {
        hash.update(line).update('\n')
        bytes += line.length + 1
        rows += 1
        last = line.toString('utf8')
      }
    }
    const descriptor = openSync(file, 'a', 0o600)
    ftruncateSync(descriptor, bytes)
    return new TableWriter(descriptor, {
      hash,
      rows,
      last: last === undefined ? undefined : JSON.parse(last),
    })
  }

  /** On disk when it returns. */
  append(rows: readonly CopyRow[]) {
    const bytes = Buffer.from(rows.map(row => `${JSON.stringify(row)}\n`).join(''), 'utf8')
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    fsyncSync(this.#descriptor)
    this.#hash.update(bytes)
    this.rows += rows.length
    this.last = rows.at(-1) ?? this.last
  }

  close() {
    closeSync(this.#descriptor)
  }

  /** To be asked once, at the end. */
  get written(): { rows: number; sha256: string } {
    return { rows: this.rows, sha256: this.#hash.digest('hex') }
  }
}

/** The complete lines of a file, as bytes without their newline; what follows the last newline is left out. */
export async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...rest, bytes.subarray(start, end)])
      rest = []
      start = end + 1
    }
    if (start < bytes.length) rest.push(bytes.subarray(start))
  }
}

/** What a table's file holds, to be compared with the manifest; undefined when there is none. */
export async function digestFile(
  file: string,
): Promise<{ rows: number; sha256: string } | undefined> {
  if (!existsSync(file)) return undefined
  const hash = createHash('sha256')
  let rows = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) rows += 1
  }
  return { rows, sha256: hash.digest('hex') }
}

/** Rows of a table's file in pages of about so many bytes. */
export async function* pagesOf(file: string, pageBytes: number): AsyncGenerator<CopyRow[]> {
  let page: CopyRow[] = []
  let bytes = 0
  for await (const line of linesOf(file)) {
    if (page.length > 0 && (bytes + line.length > pageBytes || page.length === PAGE_ROWS)) {
      yield page
      page = []
      bytes = 0
    }
    page.push(JSON.parse(line.toString('utf8')))
    bytes += line.length
  }
  if (page.length > 0) yield page
}

const PAGE_ROWS = 2_000

/** All rows of a small table; none when there is no file. */
export async function readRows(file: string): Promise<CopyRow[]> {
  const rows: CopyRow[] = []
  if (!existsSync(file)) return rows
  for await (const line of linesOf(file)) rows.push(JSON.parse(line.toString('utf8')))
  return rows
}
