// npm run worker:assets: gathers what the Worker fetches from its assets binding into .assets/, anew each time.
// The operator's settings come from KIROKUBO_OPERATOR_FILE, or operator.json beside package.json, if there.

import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleFilePath } from './console.ts'
import { documentationFile } from './documentation-asset.ts'
import { readOperatorFile } from './operator-file.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(PROJECT, '.assets')
const FONTS = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf']
const CONSOLE = ['console.css', 'console.js']
const DOCUMENTATION = ['swagger-ui.css', 'swagger-ui-bundle.js']

rmSync(FOLDER, { recursive: true, force: true })
for (const font of FONTS) {
  const source = fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-jp/${font}`))
  copy(source, join('fonts', font.replace(/^.*\//, '')))
}
for (const name of DOCUMENTATION) copy(documentationFile(name), join('docs', name))
for (const name of CONSOLE) copy(consoleFilePath(name), join('console', name))
copyOperator(process.env.KIROKUBO_OPERATOR_FILE?.trim() || join(PROJECT, 'operator.json'))

function copy(source: string, name: string) {
  const target = join(FOLDER, name)
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(source, target)
}

function copyOperator(file: string) {
  if (!statSync(file, { throwIfNoEntry: false }) && !process.env.KIROKUBO_OPERATOR_FILE) return
  const read = readOperatorFile(file)
  if ('operator' in read) {
    writeFileSync(join(FOLDER, 'operator.json'), JSON.stringify(read.operator))
    return
  }
  for (const { name, detail, fix } of read.faults) {
    process.stderr.write(`${name} ${detail}\n  ${fix}\n`)
  }
  process.exitCode = 1
}
