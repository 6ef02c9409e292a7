// Checks the names inside template words: placeholders, conditions, blocks and phrases.

import { hint, type TemplateFault } from './template-fault.ts'
import type { LetterTemplates, Line } from './template-schema.ts'
import {
  ALWAYS_VALUES,
  FREE_PHRASE,
  IMPLIED,
  LISTS,
  OPTIONAL_VALUES,
  PHRASES,
  placeholdersOf,
} from './vocabulary.ts'

const ALWAYS: ReadonlySet<string> = new Set(ALWAYS_VALUES)
const OPTIONAL: ReadonlySet<string> = new Set(OPTIONAL_VALUES)
const FOOTER = ['docNo', 'page', 'pages']
const SECTION = ['number', 'heading']

type Guards = readonly (string | undefined)[]

/** Every unknown placeholder, block or phrase, and every optional value used without its `when`. */
export function checkTemplateNames(templates: LetterTemplates): TemplateFault[] {
  const faults: TemplateFault[] = []
  const { common, annex, letters } = templates
  for (const [file, letter] of [
    ['disclosed-full.json', letters.disclosed_full],
    ['not-exist.json', letters.not_exist],
  ] as const) {
    checkText(letter.opening, [], [], at(file, 'opening', faults))
    for (const [index, section] of letter.sections.entries()) {
      const place = `sections[${index}].lines`
      checkLines(section.lines, [section.when], common.blocks, place, { file, faults })
    }
  }
  const commonPlace = { file: 'common.json', faults }
  for (const place of ['head', 'addressee', 'sender'] as const) {
    checkLines(common[place], [], common.blocks, place, commonPlace)
  }
  for (const [name, lines] of Object.entries(common.blocks)) {
    checkLines(lines, [], common.blocks, `blocks.${name}`, commonPlace)
  }
  checkNames(common.footer, FOOTER, at('common.json', 'footer', faults))
  checkNames(common.sectionHeading, SECTION, at('common.json', 'sectionHeading', faults))
  checkPhrases(templates, faults)
  checkLines(annex.head, [], common.blocks, 'head', { file: 'annex.json', faults })
  return faults
}

function checkLines(
  lines: Line[],
  guards: Guards,
  blocks: Record<string, unknown>,
  place: string,
  { file, faults }: { file: string; faults: TemplateFault[] },
): void {
  for (const [index, line] of lines.entries()) {
    const report = at(file, `${place}[${index}]`, faults)
    if (typeof line === 'string') checkText(line, guards, [], report)
    else if ('block' in line) {
      if (!Object.hasOwn(blocks, line.block)) {
        report(`no block "${line.block}" in common.json${hint(line.block, Object.keys(blocks))}`)
      }
    } else {
      const own = line.each === undefined ? [] : LISTS[line.each]
      const held = [...guards, line.when]
      if (line.label !== undefined) checkText(line.label, held, own, report)
      if (typeof line.text === 'string') checkText(line.text, held, own, report)
      else for (const part of line.text) checkText(part.text, [...held, part.when], own, report)
    }
  }
}

function checkText(
  text: string,
  guards: Guards,
  own: readonly string[],
  report: (message: string) => void,
): void {
  for (const name of placeholdersOf(text)) {
    if (ALWAYS.has(name) || own.includes(name) || isGuarded(name, guards)) continue
    if (OPTIONAL.has(name)) {
      report(`{${name}} may be absent: give the line or part "when": "${name}"`)
    } else {
      report(`unknown placeholder {${name}}${hint(name, [...ALWAYS, ...OPTIONAL, ...own])}`)
    }
  }
}

function isGuarded(name: string, guards: Guards): boolean {
  return guards.some(when => when === name || (when && IMPLIED[when]?.includes(name)))
}

function checkNames(text: string, known: readonly string[], report: (message: string) => void) {
  for (const name of placeholdersOf(text)) {
    if (!known.includes(name)) report(`unknown placeholder {${name}}${hint(name, known)}`)
  }
}

function checkPhrases({ common }: LetterTemplates, faults: TemplateFault[]): void {
  for (const [name, entry] of Object.entries(common.phrases)) {
    const report = at('common.json', `phrases.${name}`, faults)
    const known = PHRASES[name] ?? (FREE_PHRASE.test(name) ? [] : undefined)
    if (known === undefined) {
      report(`unknown phrase${hint(name, Object.keys(PHRASES))}`)
      continue
    }
    for (const text of typeof entry === 'string' ? [entry] : [entry.print, entry.data]) {
      checkNames(text, known, report)
    }
  }
  for (const name of Object.keys(PHRASES)) {
    if (!Object.hasOwn(common.phrases, name)) {
      at('common.json', `phrases.${name}`, faults)('the phrase is missing; documents need it')
    }
  }
}

function at(file: string, path: string, faults: TemplateFault[]) {
  return (message: string) => {
    faults.push({ file, path, message })
  }
}
