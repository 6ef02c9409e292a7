// A printer whose every paper is signed before anybody stores or sends it.

import type { PdfSigner } from '../../pdf/sign.ts'
import type { Printer } from '../../usecases/disclosure-ports.ts'

/** Named one by one: a new kind of paper does not compile until it is signed as well. */
export function signedPrinter(printer: Printer, signer: PdfSigner): Printer {
  const sign = (pdf: Uint8Array, at: number) => signer.sign(pdf, new Date(at))
  return {
    ...(printer.limits ? { limits: printer.limits } : {}),
    ...(printer.inTurn ? { inTurn: printer.inTurn } : {}),
    missingGlyphs: document => printer.missingGlyphs(document),
    async print(job, issuedAt) {
      const printed = await printer.print(job, issuedAt)
      if (job.isDraft) return printed
      return { ...printed, pdf: await sign(printed.pdf, issuedAt) }
    },
    printLetter: async (job, issuedAt) => sign(await printer.printLetter(job, issuedAt), issuedAt),
    printRegister: async (job, madeAt) => sign(await printer.printRegister(job, madeAt), madeAt),
  }
}
