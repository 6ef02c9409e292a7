// The house's rules on imports and files, read from the source itself. A failure says the mend.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SRC = resolve(ROOT, 'src')

/** Which rooms a room may import from, besides itself. Arrows point inward. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: [],
  usecases: ['domain'],
  db: ['usecases', 'domain'],
  vault: ['usecases', 'domain'],
  pdf: ['usecases', 'domain'],
  http: ['usecases', 'domain'],
  console: ['usecases', 'domain'],
  runtimes: ['http', 'console', 'db', 'vault', 'pdf', 'usecases', 'domain'],
  cli: ['runtimes', 'http', 'console', 'db', 'vault', 'pdf', 'usecases', 'domain'],
}

interface SourceFile {
  path: string
  room: string
  text: string
  imports: string[]
}

const files: SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name))
  .map(name => {
    const text = readFileSync(resolve(SRC, name), 'utf8')
    const imports = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(
      match => match[1] as string,
    )
    return { path: `src/${name}`, room: name.split('/')[0] as string, text, imports }
  })
const production = files.filter(({ path }) => !path.includes('.test.'))

function target(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return relative(ROOT, resolve(ROOT, dirname(file.path), specifier))
}

describe('architecture', () => {
  test('arrows between rooms point inward', () => {
    const wrong = production.flatMap(file =>
      file.imports.flatMap(specifier => {
        const to = target(file, specifier)
        const room = to?.startsWith('src/') ? (to.split('/')[1] as string) : undefined
        if (!room || room === file.room || MAY_IMPORT[file.room]?.includes(room)) return []
        return `${file.path} imports ${to}: ${file.room} may use ${MAY_IMPORT[file.room]?.join(', ') || 'nothing else'}. Put a port into usecases/ports.ts and pass it in.`
      }),
    )
    expect(wrong).toEqual([])
  })

  test('drivers, the process and platform bindings stay under runtimes and cli', () => {
    const wrong = production
      .filter(({ room }) => room !== 'runtimes' && room !== 'cli')
      .flatMap(file => [
        ...file.imports
          .filter(
            specifier =>
              specifier === 'better-sqlite3' ||
              specifier.startsWith('cloudflare:') ||
              // workerd has these under nodejs_compat; nothing else of Node's may leave the runtimes.
              (specifier.startsWith('node:') && !/^node:(crypto|buffer)$/.test(specifier)),
          )
          .map(specifier => `${file.path} imports ${specifier}: move it to src/runtimes/`),
        ...(/\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(/.test(file.text)
          ? [`${file.path} asks the process, the clock or chance: take it from deps`]
          : []),
      ])
    expect(wrong).toEqual([])
  })

  test('the domain is pure: only zod from outside', () => {
    const wrong = production
      .filter(({ room }) => room === 'domain')
      .flatMap(file =>
        file.imports
          .filter(
            specifier =>
              !specifier.startsWith('.') && !/^(zod|date-fns\/\w+|@date-fns\/utc)$/.test(specifier),
          )
          .map(specifier => `${file.path} imports ${specifier}`),
      )
    expect(wrong).toEqual([])
  })

  test('there are no cycles', () => {
    const graph = new Map(
      production.map(file => [
        file.path,
        file.text
          .split('\n')
          .filter(line => !/^import type /.test(line))
          .flatMap(line =>
            [...line.matchAll(/from '(\.[^']+)'/g)].map(
              match => target(file, match[1] as string) as string,
            ),
          ),
      ]),
    )
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (path: string, trail: string[]) => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
        return
      }
      if (done.has(path)) return
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      done.add(path)
    }
    for (const path of graph.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })

  test('every file opens with a sentence on what lives in it and keeps to 250 lines', () => {
    const wrong = files.flatMap(({ path, text }) => [
      ...(/^(#!.*\n)?\/\/ \S/.test(text)
        ? []
        : [`${path}: open with one sentence: what lives here`]),
      ...(text.split('\n').length > 251 ? [`${path}: over 250 lines: make two files of it`] : []),
    ])
    expect(wrong).toEqual([])
  })

  test('no barrels, no utils, no work left for later', () => {
    const wrong = production.flatMap(({ path, text }) => [
      ...(/\/(index|utils)\.tsx?$/.test(path) ? [`${path}: name the file after what it does`] : []),
      ...(/\b(TODO|FIXME|XXX)\b/.test(text) ? [`${path}: do it now or open an issue`] : []),
    ])
    expect(wrong).toEqual([])
  })
})
