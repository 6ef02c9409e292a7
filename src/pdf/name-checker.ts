// Checks the names in the texts of one letter or part, and gathers what is wrong.

import { type LetterKind, RESULT_KINDS } from '../usecases/letter-document.ts'
import { type Vocabulary, vocabularyOf } from './letter-vocabulary.ts'
import { hint, type TemplateFault } from './template-fault.ts'
import type { LetterTemplate, LetterTemplates, Line, Section, TextPart } from './template-schema.ts'
import { FREE_PHRASE, IMPLIED, placeholdersOf, ROW_NO } from './vocabulary.ts'

/** The same in every letter about a result, whatever was found (documents.md 1.8). */
const STANDING_BLOCK = 'standingExplanation'

type Guards = readonly (string | undefined)[]

/** Where a text stands, and what it may name there. */
interface Place {
  file: string
  path: string
  vocabulary: Vocabulary
  guards: Guards
}

export class NameChecker {
  #faults = new Map<string, TemplateFault>()
  #common: LetterTemplates['common']
  #commonFile: string

  constructor(common: LetterTemplates['common'], commonFile: string) {
    this.#common = common
    this.#commonFile = commonFile
  }

  /** Blocks are read once for each letter that uses them, and told once. */
  faults(): TemplateFault[] {
    return [...this.#faults.values()]
  }

  report(file: string, path: string, message: string) {
    this.#faults.set(`${file} ${path} ${message}`, { file, path, message })
  }

  checkLetter(letter: LetterTemplate, kind: LetterKind, file: string) {
    const vocabulary = vocabularyOf(kind)
    const place = { file, path: 'opening', guards: [], vocabulary }
    if (letter.opening !== undefined) this.#checkText(letter.opening, place)
    this.#checkSections(letter.sections, { ...place, path: 'sections' })
    if (letter.attachment) {
      const { opening, sections } = letter.attachment
      if (opening !== undefined) this.#checkText(opening, { ...place, path: 'attachment.opening' })
      this.#checkSections(sections, { ...place, path: 'attachment.sections' })
    }
    this.checkPhrases(letter.phrases ?? {}, vocabulary.phrases, file)
    const lines = letter.sections.flatMap(section => section.lines)
    const isResult = (RESULT_KINDS as readonly string[]).includes(kind)
    if (isResult && !lines.some(line => blockOf(line) === STANDING_BLOCK)) {
      this.report(file, 'sections', `needs the block "${STANDING_BLOCK}", as every result has it`)
    }
    if (Object.hasOwn(vocabulary.lists, 'refusals') && !lines.some(repeatsRefusals)) {
      this.report(file, 'sections', 'needs a table or lines of "refusals": the reasons (A36)')
    }
  }

  #checkSections(sections: readonly Section[], place: Place) {
    for (const [index, { heading, when, lines }] of sections.entries()) {
      const path = `${place.path}[${index}]`
      this.checkNames(heading, [], place.file, `${path}.heading`)
      this.#checkWhen(when, { ...place, path: `${path}.when` })
      const guards = [...place.guards, when]
      this.checkLines(lines, { ...place, path: `${path}.lines`, guards })
    }
  }

  checkLines(lines: readonly Line[], place: Place, within: readonly string[] = []) {
    for (const [index, line] of lines.entries()) {
      this.#checkLine(line, { ...place, path: `${place.path}[${index}]` }, within)
    }
  }

  #checkLine(line: Line, place: Place, within: readonly string[]) {
    if (typeof line === 'string') return this.#checkText(line, place)
    if ('block' in line) return this.#checkBlock(line.block, place, within)
    this.#checkWhen(line.when, place)
    const held = { ...place, guards: [...place.guards, line.when] }
    if ('fields' in line) {
      for (const field of line.fields) {
        for (const text of [field.label, ...(field.lines ?? [])]) this.#checkText(text, held)
      }
    } else if ('table' in line) {
      const own = this.#withList(line.table, held, [ROW_NO])
      for (const [index, column] of line.columns.entries()) {
        this.#checkText(column.text, { ...own, path: `${place.path}.columns[${index}]` })
      }
    } else {
      const own = line.each === undefined ? held : this.#withList(line.each, held)
      if (line.label !== undefined) this.#checkText(line.label, own)
      for (const text of 'choices' in line ? line.choices : [line.text]) this.#checkText(text, own)
    }
  }

  #checkBlock(name: string, place: Place, within: readonly string[]) {
    const { blocks } = this.#common
    if (!Object.hasOwn(blocks, name)) {
      const known = Object.keys(blocks)
      this.report(place.file, place.path, `no block "${name}" in common.json${hint(name, known)}`)
    } else if (within.includes(name)) {
      this.report(this.#commonFile, `blocks.${name}`, 'the block contains itself')
    } else {
      const inside = { ...place, file: this.#commonFile, path: `blocks.${name}` }
      this.checkLines(blocks[name]!, inside, [...within, name])
    }
  }

  /** The place inside a repeated line or a row, where the fields of an entry may be named too. */
  #withList(list: string, place: Place, also: readonly string[] = []): Place {
    const { lists, always, optional } = place.vocabulary
    if (!Object.hasOwn(lists, list)) {
      const message = `this letter has no list "${list}"${hint(list, Object.keys(lists))}`
      this.report(place.file, place.path, message)
      return place
    }
    const fields = lists[list]!
    const certain = fields.filter(field => !field.endsWith('?'))
    const absent = fields.filter(field => field.endsWith('?')).map(field => field.slice(0, -1))
    return {
      ...place,
      vocabulary: {
        ...place.vocabulary,
        always: [...always, ...certain, ...also],
        optional: [...optional, ...absent],
      },
    }
  }

  #checkWhen(when: string | undefined, { file, path, vocabulary }: Place) {
    if (when === undefined) return
    const name = when.replace(/^!/, '')
    const known = [...vocabulary.optional, ...Object.keys(vocabulary.lists)]
    if (known.includes(name)) return
    this.report(file, path, `"when": this letter has no "${name}"${hint(name, known)}`)
  }

  #checkText(text: TextPart, place: Place) {
    if (typeof text !== 'string') {
      for (const part of text) {
        this.#checkWhen(part.when, place)
        this.#checkText(part.text, { ...place, guards: [...place.guards, part.when] })
      }
      return
    }
    const { always, optional } = place.vocabulary
    for (const name of placeholdersOf(text)) {
      if (always.includes(name) || isGuarded(name, place.guards)) continue
      const message = optional.includes(name)
        ? `{${name}} may be absent: give the line or part "when": "${name}"`
        : `unknown placeholder {${name}}${hint(name, [...always, ...optional])}`
      this.report(place.file, place.path, message)
    }
  }

  checkNames(text: string, known: readonly string[], file: string, path: string) {
    for (const name of placeholdersOf(text)) {
      if (!known.includes(name)) {
        this.report(file, path, `unknown placeholder {${name}}${hint(name, known)}`)
      }
    }
  }

  checkPhrases(
    phrases: LetterTemplates['common']['phrases'],
    expected: Readonly<Record<string, readonly string[]>>,
    file: string,
  ) {
    for (const [name, entry] of Object.entries(phrases)) {
      const path = `phrases.${name}`
      const known = expected[name] ?? (FREE_PHRASE.test(name) ? [] : undefined)
      if (known === undefined) {
        this.report(file, path, `unknown phrase${hint(name, Object.keys(expected))}`)
        continue
      }
      for (const text of typeof entry === 'string' ? [entry] : [entry.print, entry.data]) {
        this.checkNames(text, known, file, path)
      }
    }
    for (const name of Object.keys(expected)) {
      if (Object.hasOwn(phrases, name)) continue
      this.report(file, `phrases.${name}`, 'the phrase is missing; documents need it')
    }
  }
}

function blockOf(line: Line): string | undefined {
  return typeof line !== 'string' && 'block' in line ? line.block : undefined
}

/** Whether the line says why something is refused. */
export function repeatsRefusals(line: Line): boolean {
  if (typeof line === 'string') return false
  if ('table' in line) return line.table === 'refusals'
  return 'each' in line && line.each === 'refusals'
}

function isGuarded(name: string, guards: Guards): boolean {
  return guards.some(when => when === name || (when && IMPLIED[when]?.includes(name)))
}
