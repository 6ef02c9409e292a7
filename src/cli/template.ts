// kirokubo template: whether the words of the papers can be printed, and how a paper looks.

import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { checkTemplates } from '../runtimes/node/check-templates.ts'
import { EDITIONS, type Edition } from '../usecases/letter-document.ts'
import { EXIT, UsageFault } from './errors.ts'
import { configOf, type GlobalOptions, print, takesDryRun } from './options.ts'

interface PreviewOptions extends GlobalOptions {
  edition: Edition
  out?: string
}

export function templateCommand(program: Command) {
  const template = program
    .command('template')
    .description('the words of the papers (templates/, KIROKUBO_TEMPLATES_DIR): check, preview')

  takesDryRun(template.command('check').description('name every fault, and what was meant')).action(
    (_options, command: Command) => check(command.optsWithGlobals<GlobalOptions>()),
  )

  template
    .command('preview')
    .description('write a paper with invented data as a PDF')
    .argument('[name]', 'as its file is called; without it, all names are listed')
    .option('--edition <edition>', EDITIONS.join(', '), editionOf, 'ja')
    .option('--out <file>', 'where to write it, over an older one; default: its own name, here')
    .action((name: string | undefined, _options, command: Command) =>
      preview(name, command.optsWithGlobals<PreviewOptions>()),
    )
}

function check(options: GlobalOptions) {
  const { templatesDir, fontDir } = configOf(options)
  const faults = checkTemplates({ templatesDir, fontDir })
  print(options, { ok: faults.length === 0, faults }, () => [
    ...faults.map(({ file, path, message }) => `${file}, ${path || '(whole file)'}: ${message}`),
    faults.length === 0
      ? 'Every template can be printed.'
      : `${faults.length} fault(s): mend them; nothing is printed from the templates until then.`,
  ])
  if (faults.length > 0) process.exitCode = EXIT.failed
}

async function preview(name: string | undefined, options: PreviewOptions) {
  const { drawSample, SAMPLE_NAMES } = await import('../pdf/sample-papers.ts')
  if (name === undefined) {
    print(options, SAMPLE_NAMES, () => [...SAMPLE_NAMES])
    return
  }
  if (!SAMPLE_NAMES.includes(name)) {
    const { hint } = await import('../pdf/template-fault.ts')
    throw new UsageFault(
      `There is no paper "${name}"${hint(name, SAMPLE_NAMES) || '.'}`,
      `Papers are ${SAMPLE_NAMES.join(', ')}.`,
    )
  }
  const { loadKit } = await import('../runtimes/node/press-kit.ts')
  const { writeSecretFile } = await import('../runtimes/node/secret-file.ts')
  const { templatesDir, fontDir } = configOf(options)
  const { edition } = options
  const kit = loadKit({ templatesDir, fontDir })
  const bytes = await drawSample(kit, { name, edition }, new Date())
  const file = resolve(options.out ?? `${name}${edition === 'ja' ? '' : `-${edition}`}.pdf`)
  writeSecretFile(file, bytes, { replace: true })
  print(options, { name, edition, file, bytes: bytes.length }, () => [
    `Wrote ${name} (${edition}) with invented data to ${file} (${bytes.length} bytes).`,
  ])
}

function editionOf(text: string): Edition {
  const edition = EDITIONS.find(known => known === text)
  if (edition) return edition
  throw new InvalidArgumentError(`Editions are ${EDITIONS.join(', ')}.`)
}
