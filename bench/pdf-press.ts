// An extract drawn as the service draws it, on its thread: node bench/pdf-press.ts <document.json> <out.pdf>

import { readFileSync, writeFileSync } from 'node:fs'
import { startPrinter } from '../src/runtimes/node/printer.ts'

const [document, out] = process.argv.slice(2) as [string, string]
const printer = startPrinter()
const job = { document: JSON.parse(readFileSync(document, 'utf8')), edition: 'ja' as const }
const { pdf } = await printer.print(job, Date.parse('2026-11-22T10:00:00+09:00'))
writeFileSync(out, pdf)
await printer.close()
console.log(process.resourceUsage().maxRSS / 1024)
