// The CMS signature inside a PDF: CAdES with the signer's certificate named in it (ETSI EN 319 142-1, 6.3).

import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

export interface SigningIdentity {
  /** For RSASSA-PKCS1-v1_5 or ECDSA, allowed to sign with SHA-256. */
  key: CryptoKey
  certificate: pkijs.Certificate
  /** What leads from the certificate to its root; may be empty. */
  chain: readonly pkijs.Certificate[]
}

/** RFC 5652 (11.1, 11.2), RFC 5035 (3), RFC 3161 (appendix A). */
const OID = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
} as const

/**
 * PAdES B-B: no signing-time attribute, the PDF's own /M says it.
 * @param digest SHA-256 of the bytes that are signed.
 * @param stampOf asks for an RFC 3161 token over the signature's value, which makes it B-T.
 */
export async function createCms(
  digest: Uint8Array<ArrayBuffer>,
  { key, certificate, chain }: SigningIdentity,
  stampOf?: (signature: Uint8Array<ArrayBuffer>) => Promise<pkijs.ContentInfo>,
): Promise<Uint8Array> {
  const ofCertificate = await crypto.subtle.digest('SHA-256', certificate.toSchema().toBER())
  // ESSCertIDv2 with its defaults left out: SHA-256, no issuer and serial.
  const certificateId = sequence(sequence(sequence(octets(ofCertificate))))
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    // In the order DER gives a set of them: by length.
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: pkijs.ContentInfo.DATA })),
        attribute(OID.messageDigest, octets(digest)),
        attribute(OID.signingCertificateV2, certificateId),
      ],
    }),
  })
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.ContentInfo.DATA }),
    signerInfos: [signer],
    certificates: [certificate, ...chain],
  })
  await signed.sign(key, 0, 'SHA-256')
  if (stampOf !== undefined) {
    const token = await stampOf(signer.signature.valueBlock.valueHexView.slice())
    signer.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(OID.signatureTimeStamp, token.toSchema())],
    })
  }
  return new Uint8Array(
    new pkijs.ContentInfo({
      contentType: pkijs.ContentInfo.SIGNED_DATA,
      content: signed.toSchema(true),
    })
      .toSchema()
      .toBER(),
  )
}

function attribute(type: string, value: asn1js.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] })
}

function sequence(value: asn1js.BaseBlock): asn1js.Sequence {
  return new asn1js.Sequence({ value: [value] })
}

function octets(valueHex: BufferSource): asn1js.OctetString {
  return new asn1js.OctetString({ valueHex })
}
