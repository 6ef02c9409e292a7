// npm run build: bundles the console's pages, whose .tsx Node cannot strip, into build/console.js.

import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, context, type Plugin } from 'esbuild'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const CONSOLE = join(PROJECT, 'src', 'console') + sep
const BUILT = join(PROJECT, 'build', 'console.js')

/** Called by tests before they start, so that none of them meets yesterday's pages. */
export default async function buildConsole() {
  await build(OPTIONS)
}

/** A second copy of a module would bring a second DomainError: what is not the console's is imported. */
const outsideStaysOutside: Plugin = {
  name: 'outside-stays-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const file = resolve(resolveDir, path)
      if (kind === 'entry-point' || file.startsWith(CONSOLE)) return undefined
      const way = relative(dirname(BUILT), file).split(sep).join('/')
      return { path: way, external: true }
    })
  },
}

const OPTIONS: BuildOptions = {
  absWorkingDir: PROJECT,
  entryPoints: [`${CONSOLE}console.tsx`],
  outfile: BUILT,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'warning',
  plugins: [outsideStaysOutside],
}

if (import.meta.filename === process.argv[1]) {
  if (process.argv.includes('--watch')) await (await context(OPTIONS)).watch()
  else await buildConsole()
}
