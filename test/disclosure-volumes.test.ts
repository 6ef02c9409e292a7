// An extract above the operator's limit of rows comes in volumes, each complete in itself.

import { describe, expect, test } from 'vitest'
import { OPERATOR, provision, setUp, TARO } from './support/disclosure-ledger.ts'
import { pdfInfo, pdfPages } from './support/pdf-text.ts'
import { openTestApi } from './support/test-api.ts'

const ROWS = 120
const events = (rows: number) => [
  ...Array.from({ length: rows - 20 }, (_, n) =>
    provision([TARO], { items: ['氏名', `項目${n + 1}番`] }),
  ),
  ...Array.from({ length: 20 }, () =>
    provision([TARO], { direction: 'received', acquisition: '本人から直接取得' }),
  ),
]

async function issueVolumes(more: object = {}) {
  const set = await setUp(events(ROWS), { ...OPERATOR, extract_rows_per_volume: 50 })
  const requestNo = await set.openVerified(TARO, more)
  await set.decide(requestNo, 'disclosed_full')
  const api = await openTestApi(set.ledger)
  const { status, json } = await api.send('POST', `/v1/disclosure-requests/${requestNo}/extracts`)
  expect(status).toBe(201)
  const get = async (query: string, part = 'pdf') => {
    const response = await api.app.request(`/v1/extracts/1/${part}${query}`, {
      headers: { Authorization: `Bearer ${api.key('officer', 'disclosures')}` },
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, bytes, name: response.headers.get('content-disposition') }
  }
  const words = async (query: string) =>
    (await pdfPages((await get(query)).bytes)).map(page => page.replaceAll(/\s/g, ''))
  return { ...set, requestNo, issued: json, get, words }
}

describe('an extract of 120 rows where a volume holds 50', () => {
  test('comes in three, told with their digests and rows, the same at every call', async () => {
    const { issued, get, issue, read, requestNo } = await issueVolumes()
    expect(
      issued.volumes.map(({ volume, rows }: { volume: number; rows: number }) => [volume, rows]),
    ).toEqual([
      [1, 50],
      [2, 50],
      [3, 20],
    ])
    expect(issued.sha256).toBe(issued.volumes[0].sha256)
    expect(issued).not.toHaveProperty('editions')
    for (const { volume, sha256 } of issued.volumes) {
      const { bytes, name } = await get(`?volume=${volume}`)
      expect(await digest(bytes)).toBe(sha256)
      expect(decodeURIComponent(name as string)).toContain(`${issued.doc_no}_${volume}.pdf`)
    }
    expect(await issue(requestNo)).toEqual(issued)
    expect((await read(requestNo)).extract).toEqual(issued)
    expect((await get('?volume=4')).status).toBe(404)
    expect((await get('?edition=en')).status).toBe(404)
    expect((await get('?volume=0')).status).toBe(422)
  })

  test('has its letter and counts in the first, and its rows numbered through', async () => {
    const { words } = await issueVolumes()
    const [first, second, third] = [
      await words(''),
      await words('?volume=2'),
      await words('?volume=3'),
    ]
    const letter = first[0] as string
    expect(letter).toContain('別紙を3冊に分けています')
    expect(first.join('')).toMatch(/100件.*20件/s)
    expect(first.join('')).toContain('29-50')
    expect(first.join('')).not.toContain('29-51')
    expect(second[0]).toContain('第2分冊')
    // 以下余白 would say that nothing follows.
    for (const [pages, end] of [
      [first, '第2分冊に続く'],
      [second, '第3分冊に続く'],
    ] as const) {
      expect(pages.at(-1)).toContain(end)
      expect(pages.at(-1)).not.toContain('以下余白')
    }
    expect(third.at(-1)).toContain('以下余白')
    expect(second[0]).not.toContain('様')
    expect(second.join('')).toContain('29-51')
    // The table that has no rows here has some elsewhere: nothing says that there are none.
    expect(second.join('')).not.toContain('開示の対象となる記録はありません')
    expect(second.join('')).not.toContain('第三者から提供を受けた記録')
    expect(third.join('')).toContain('30-20')
    expect(third.join('')).not.toContain('第三者に提供した記録(')
    for (const [index, page] of second.entries()) {
      expect(page).toMatch(new RegExp(`第2分冊${index + 1}/${second.length}`))
    }
  })

  test('carries the rows of each volume as its own data files', async () => {
    const { get, deps } = await issueVolumes()
    const numbers: string[] = []
    for (const volume of [1, 2, 3]) {
      const { provided, received } = JSON.parse(
        text((await get(`?volume=${volume}`, 'json')).bytes),
      )
      numbers.push(...[...provided, ...received].map(({ no }: { no: string }) => no))
      const csv = text((await get(`?volume=${volume}`, 'csv')).bytes)
      expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + provided.length + received.length)
    }
    expect(numbers).toHaveLength(ROWS)
    expect(new Set(numbers).size).toBe(ROWS)
    const manifest = JSON.parse(text((await get('', 'manifest')).bytes))
    expect(manifest.rows).toHaveLength(ROWS)
    const places = { extractNo: 1, part: 'pdf', edition: 'ja' } as const
    for (const volume of [1, 2, 3]) {
      const chunks = await deps.stores.disclosures.findChunks({ ...places, volume })
      for (const { sealed } of chunks) expect(sealed.length).toBeLessThanOrEqual(2 ** 20)
    }
  })

  test('stands beside its translation, volume by volume, with the same data', async () => {
    const { issued, get, words } = await issueVolumes({ translation: 'en' })
    expect(
      issued.editions.map(({ edition, volume }: { edition: string; volume: number }) => [
        volume,
        edition,
      ]),
    ).toEqual([
      [1, 'ja'],
      [1, 'en'],
      [2, 'ja'],
      [2, 'en'],
      [3, 'ja'],
      [3, 'en'],
    ])
    for (const { edition, volume, sha256 } of issued.editions) {
      expect(await digest((await get(`?volume=${volume}&edition=${edition}`)).bytes)).toBe(sha256)
    }
    expect((await words('?volume=2&edition=en')).join('')).toContain('Volume2')
    expect((await pdfInfo((await get('?edition=en')).bytes)).lang).toMatch(/^en/)
    const [ja, en] = [await get('?volume=2', 'json'), await get('?volume=2&edition=en', 'json')]
    expect(text(en.bytes)).toBe(text(ja.bytes))
  })
})

test('which lines an extract shows is kept, by numbers alone', async () => {
  const { ledger } = await issueVolumes()
  const rows = ledger.database.raw
    .prepare('select record_no, line, extract_no from extract_line')
    .all()
  expect(rows).toHaveLength(ROWS)
  expect(rows[0]).toEqual({ record_no: 1, line: 1, extract_no: 1 })
})

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

async function digest(bytes: Uint8Array) {
  return Buffer.from(
    await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>),
  ).toString('hex')
}
