// The console's own files, one style sheet and one script, under names that change with their content.

import type { Hono } from 'hono'

const TYPES = {
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
} as const
export type FileName = keyof typeof TYPES

/** Of the runtime: the bytes of a file in src/console/assets. */
export type ReadFile = (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>

/** Paths by name, read and hashed when the first page asks. */
export type FilePaths = Record<FileName, string>

export class ConsoleFiles {
  readonly #read: ReadFile
  #paths: FilePaths | undefined
  readonly #bytes = new Map<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>()

  constructor(read: ReadFile) {
    this.#read = read
  }

  async paths(): Promise<FilePaths> {
    if (this.#paths) return this.#paths
    const entries: [string, string][] = []
    for (const [name, type] of Object.entries(TYPES)) {
      const bytes = await this.#read(name)
      if (!bytes) throw new Error(`the console's file ${name} is missing`)
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
      const path = `/console/${name.replace('.', `.${hash.slice(0, 16)}.`)}`
      this.#bytes.set(path, { type, bytes })
      entries.push([name, path])
    }
    this.#paths = Object.fromEntries(entries) as FilePaths
    return this.#paths
  }

  serveOn(app: Hono) {
    app.get('/console/:file', async c => {
      await this.paths()
      const file = this.#bytes.get(c.req.path)
      if (!file) return c.notFound()
      return c.body(file.bytes, 200, {
        'Content-Type': file.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
    })
  }
}
