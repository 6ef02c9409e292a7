// Reads the words of a PDF back, page by page, so that tests judge what a reader gets.

import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PlacedWords {
  text: string
  /** Points from the left and the upper edge of the page, at the baseline. */
  x: number
  y: number
}

/** The text of each page; lines are joined by newlines. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const pages: string[] = []
  for (const words of await pdfWords(bytes)) pages.push(words.map(word => word.text).join('\n'))
  return pages
}

/** The pieces of text of each page with their places. */
export async function pdfWords(bytes: Uint8Array): Promise<PlacedWords[][]> {
  return withPdf(bytes, async pdf => {
    const pages: PlacedWords[][] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const height = page.getViewport({ scale: 1 }).height
      const { items } = await page.getTextContent({ disableNormalization: true })
      const words: PlacedWords[] = []
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        words.push({ text: item.str, x: item.transform[4], y: height - item.transform[5] })
      }
      pages.push(words)
      page.cleanup()
    }
    return pages
  })
}

/** The document information dictionary and the XMP metadata as text. */
export async function pdfInfo(
  bytes: Uint8Array,
): Promise<{ info: Record<string, unknown>; xmp: string; outline: string[]; lang: string }> {
  return withPdf(bytes, async pdf => {
    const { info, metadata } = await pdf.getMetadata()
    const outline = (await pdf.getOutline()) ?? []
    return {
      info: info as Record<string, unknown>,
      xmp: (metadata?.getRaw() as string | undefined) ?? '',
      outline: outline.map(item => item.title),
      lang: String((info as Record<string, unknown>).Language ?? ''),
    }
  })
}

export interface TagNode {
  role: string
  children: TagNode[]
}

/** The structure tree of one page (from 1); content leaves are left out. */
export async function pdfTags(bytes: Uint8Array, page: number): Promise<TagNode> {
  return withPdf(bytes, async pdf => {
    const tree = await (await pdf.getPage(page)).getStructTree()
    return tagNode(tree as RawNode)
  })
}

interface RawNode {
  role?: string
  children?: RawNode[]
}

function tagNode(node: RawNode): TagNode {
  const children = (node.children ?? []).filter(child => child.role !== undefined)
  return { role: node.role ?? '', children: children.map(tagNode) }
}

async function withPdf<T>(bytes: Uint8Array, read: (pdf: PDFDocumentProxy) => Promise<T>) {
  // pdf.js takes the buffer over, so it gets a copy.
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  try {
    return await read(await task.promise)
  } finally {
    await task.destroy()
  }
}
