// The files of the API documentation, from the package that ships them.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** @param name one of the names that src/http/documentation.ts asks for. */
export async function documentationAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(documentationFile(name)))
}

export function documentationFile(name: string): string {
  return join(FOLDER, name)
}
