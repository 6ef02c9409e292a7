// Fills the lines of a template with the values of one document.

import type { ExtractDocument, Phrase } from '../usecases/extract-document.ts'
import { japaneseDate } from './japanese-date.ts'
import { phraseText } from './phrases.ts'
import { printable } from './printable-text.ts'
import type { CommonTemplate, Line } from './template-schema.ts'
import { fill, type ListName } from './vocabulary.ts'

/** A line ready for layout: a paragraph, a label with its text, or a bulleted paragraph. */
export interface TextLine {
  text: string
  label?: string
  bullet?: string
}

type Entry = Readonly<Record<string, string>>

/** What a document offers to placeholders, conditions and repeated lines. */
export interface LetterValues {
  values: Readonly<Record<string, string | undefined>>
  lists: Readonly<Record<ListName, readonly Entry[]>>
}

/** `legends` are the sentences for the signs that occur in the annex. */
export function letterValues(
  document: ExtractDocument,
  common: CommonTemplate,
  legends: readonly string[],
): LetterValues {
  const words = (phrase: Phrase) => printable(phraseText(phrase, common.phrases))
  const items = (list: readonly string[] = []) => list.map(item => ({ item: printable(item) }))
  const { operator, addressee } = document
  const office = operator.office
  const byAgent = addressee.onBehalfOf !== undefined
  const values: Record<string, string | undefined> = {
    docNo: document.docNo,
    requestNo: document.requestNo,
    issuedOn: japaneseDate(document.issuedOn),
    arrivedOn: japaneseDate(document.arrivedOn),
    addresseeName: addressee.name,
    dataSubjectName: document.dataSubjectName,
    operatorName: operator.name,
    officeName: office?.name ?? operator.name,
    scopeWords: words(document.scopeWords),
    methodWords: words(document.methodWords),
    methodSentence: words(document.methodSentence),
    providedCount: document.provided.length.toLocaleString('ja-JP'),
    receivedCount: document.received.length.toLocaleString('ja-JP'),
    agentName: byAgent ? addressee.name : undefined,
    relation: byAgent && addressee.relation ? words(addressee.relation) : undefined,
    operatorAddress: operator.address,
    representatives: operator.representatives?.join('・'),
    officeAddress: office?.address ?? operator.address,
    officePhone: office?.phone,
    officeHours: office?.hours,
    officeEmail: office?.email,
    complaintDesk: office?.complaint_desk,
    accreditedBodyName: operator.accredited_body?.name,
    accreditedBodyContact: operator.accredited_body?.contact,
  }
  for (const [name, value] of Object.entries(values)) {
    values[name] = value === undefined || value === '' ? undefined : printable(value)
  }
  return {
    values,
    lists: {
      postalAddress: items(addressee.postalAddress),
      feeLines: items(document.fee.lines.map(words)),
      alsoRequested: items(document.alsoRequested?.map(words)),
      checkedBy: document.checkedBy.map(one => ({
        label: words(one.label),
        item: printable(one.value),
      })),
      legends: items(legends),
    },
  }
}

/** Whether a block with this `when` is printed. */
export function holds(when: string | undefined, from: LetterValues): boolean {
  if (when === undefined) return true
  if (Object.hasOwn(from.lists, when)) return from.lists[when as ListName].length > 0
  return from.values[when] !== undefined
}

/** The lines that are printed, blocks opened up and lists written out. */
export function textLines(lines: Line[], from: LetterValues, common: CommonTemplate): TextLine[] {
  const printed: TextLine[] = []
  for (const line of lines) {
    if (typeof line === 'string') printed.push({ text: fill(line, from.values) })
    else if ('block' in line) {
      printed.push(...textLines(common.blocks[line.block] ?? [], from, common))
    } else if (holds(line.when, from)) {
      const entries: readonly Entry[] = line.each === undefined ? [{}] : from.lists[line.each]
      for (const entry of entries) printed.push(oneLine(line, entry, from, common))
    }
  }
  return printed.filter(line => line.text !== '')
}

type FullLine = Exclude<Line, string | { block: string }>

function oneLine(line: FullLine, entry: Entry, from: LetterValues, common: CommonTemplate) {
  const values = { ...from.values, ...entry }
  const text =
    typeof line.text === 'string'
      ? fill(line.text, values)
      : line.text
          .filter(part => holds(part.when, from))
          .map(part => fill(part.text, values))
          .join(common.partSeparator)
  return {
    text,
    ...(line.label === undefined ? {} : { label: fill(line.label, values) }),
    ...(line.bullet === undefined ? {} : { bullet: line.bullet }),
  }
}
