// RFC 3161: what is asked of a time-stamping authority, and what its answer must be.

import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

export class TimestampError extends Error {
  override name = 'TimestampError'
}

/**
 * A token that says the signature existed by then. Throws TimestampError when the answer is not one for it.
 * @param post sends the request (application/timestamp-query) and gives the body of the reply.
 */
export async function askTimestamp(
  signature: Uint8Array<ArrayBuffer>,
  post: (query: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<pkijs.ContentInfo> {
  const digest = await crypto.subtle.digest('SHA-256', signature)
  const nonce = crypto.getRandomValues(new Uint8Array(9))
  // The leading byte keeps the number positive and in its shortest form.
  nonce[0] = 1
  const query = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: pkijs.getOIDByAlgorithm({ name: 'SHA-256' }, true),
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: digest }),
    }),
    nonce: new asn1js.Integer({ valueHex: nonce }),
    certReq: true,
  })
  const reply = await post(new Uint8Array(query.toSchema().toBER()))
  return checkedToken(reply, { signature, nonce })
}

async function checkedToken(
  reply: Uint8Array<ArrayBuffer>,
  { signature, nonce }: { signature: Uint8Array<ArrayBuffer>; nonce: Uint8Array },
): Promise<pkijs.ContentInfo> {
  const answer = parsed(() => pkijs.TimeStampResp.fromBER(reply))
  const { timeStampToken } = answer
  const granted = answer.status.status <= pkijs.PKIStatus.grantedWithMods
  if (!granted || timeStampToken === undefined) {
    throw new TimestampError(`refused with status ${answer.status.status}`)
  }
  const signed = parsed(() => new pkijs.SignedData({ schema: timeStampToken.content }))
  const info = parsed(() => pkijs.TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue()))
  const same = info.nonce?.valueBlock.valueHexView
  if (same === undefined || !same.every((byte, i) => byte === nonce[i])) {
    throw new TimestampError('answered another question')
  }
  const verified = await signed.verify({ signer: 0, data: signature.buffer }).catch(() => false)
  if (!verified) throw new TimestampError('answered with a token that does not hold')
  return timeStampToken
}

function parsed<Result>(read: () => Result): Result {
  try {
    return read()
  } catch {
    throw new TimestampError('did not answer with a time stamp')
  }
}
