// The match keys of names and readings: spellings of one name fold to one text (law.md 10).
// Only ever a key to compare; what is stored and printed stays as it was written.

/** Everything that stands for a hyphen in NFKC text, the long-vowel mark ー aside. */
const HYPHENS =
  '\\-\\u02d7\\u058a\\u1806\\u2010-\\u2015\\u2043\\u2212\\u2500\\u2501\\u2796\\u2e3a\\u2e3b'
/** In numbers the long-vowel mark is one hyphen more: many a keyboard gives it. */
export const HYPHEN_LIKE = new RegExp(`[${HYPHENS}\\u30fc]`, 'g')

/** Variation selectors (law.md 10) and characters that have no width. */
const INVISIBLE =
  /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u180b-\u180f]|[\u00ad\u200b-\u200f\u2060\ufeff]/gu
const SEPARATORS = /[\s\u30fb\u00b7\u2022\u2027\u2219\u22c5\u30a0=,\u3001]+/g

/**
 * Groups of characters that are one in a name: the common form first, then its old and variant forms.
 * Drawn from the everyday old-form/new-form pairs of surnames and given names; wider than any one
 * register's rule on purpose, because an equal key without a second proof is only a candidate.
 */
export const NAME_VARIANTS: readonly string[] =
  `高髙 崎﨑嵜碕 辺邊邉 斎齋齊斉 広廣 沢澤 浜濱濵 島嶋嶌 徳德 真眞 恵惠 柳栁桺 桑桒 吉𠮷 国國囯 竜龍
  黒黑 関關 富冨 条條 実實 寿壽 栄榮 学學 宝寶寳 円圓 瀬瀨 淵渕渊 桜櫻 滝瀧 鉄鐵鐡 芦蘆 塩鹽 児兒
  剣劍劔 勲勳勛 厳嚴 壱壹 奥奧 将將 専專 尭堯 巌巖 応應 恒恆 悦悅 戸戶户 教敎 晋晉 暁曉 暦曆 昂昻
  来來 松枩 梅楳 横橫 檜桧 歩步 毎每 浄淨 清淸 涼凉 渋澁 温溫 満滿 沖冲 為爲 当當 県縣 礼禮 禄祿
  秋穐 稲稻 穂穗 経經 絵繪 継繼 緑綠 縁緣 総總 聡聰 芸藝 荘莊 蔵藏 園薗 薫薰 万萬 蛍螢 衛衞 覚覺
  観觀 譲讓 豊豐 頼賴 遥遙 郎郞 郷鄕 録錄 静靜 顔顏 館舘 鴎鷗 麦麥 黄黃 弥彌 与與 両兩 乗乘 兎兔
  内內 凛凜 参參 双雙 呂吕 喜㐂 増增 壮壯 姫姬 宮宫 寛寬 尚尙 峰峯 彦彥 恋戀 曽曾 会會 杉杦 柏栢
  栃杤 槙槇 橋𣘺 浅淺 灯燈 熙煕凞 猪豬 瑶瑤 留畄 祢禰 穎頴 糸絲 縄繩 薮藪 虎乕 誉譽 鎮鎭 青靑
  鶴靏靍 土圡𡈽 船舩 昇曻 桝枡 脇𦚰 丈𠀋 臈﨟 岳嶽 野埜 亀龜 亘亙 京亰 仏佛 台臺 呉吳 巻卷 懐懷
  発發 聴聽 梨棃 諌諫 壷壺 侠俠 即卽 既旣 髪髮 ケヶ カヵ`.split(/\s+/)

const PLAIN_FORM = new Map<string, string>(
  NAME_VARIANTS.flatMap(group => {
    const [plain, ...variants] = group
    return variants.map((variant): [string, string] => [variant, plain!])
  }),
)
const VARIANT = new RegExp(`[${[...PLAIN_FORM.keys()].join('')}]`, 'gu')

/** Letters that carry no separable accent. */
const LATIN_FORM: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/**
 * The key of a name: widths, spaces, middle dots, hyphens, variant characters, kana kind, case and
 * Latin accents do not matter, nor does the order of the words of a Latin name. May be empty.
 */
export function foldName(name: string): string {
  const text = foldLatin(fold(name))
  if (LATIN_NAME.test(text)) return text.split(WORD_BREAK).sort().join('')
  return foldKana(text)
    .replace(/(\p{Script=Han})(々+)/gu, (_, kanji, marks) => kanji.repeat(1 + marks.length))
    .replace(VARIANT, variant => PLAIN_FORM.get(variant)!)
}

/** The key of a reading: full-width katakana without spaces; ヂ, ヅ and ヲ as they sound. */
export function foldReading(reading: string): string {
  return foldKana(foldLatin(fold(reading)))
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').trim()
}

/** What the Latin step can change. Most names here have none of it, and that step is the dearest. */
const HAS_LATIN = /[\p{Lu}\p{Ll}'`.\u02bc\u2018\u2019]/u
const LATIN_NAME = /^[\p{Script=Latin}\s\u30fb\u00b7,\u2010-\u2015\u2212-]+$/u
const WORD_BREAK = /[^\p{Script=Latin}]+/u

function foldLatin(text: string): string {
  if (!HAS_LATIN.test(text)) return text
  return text
    .toUpperCase() // ß has a fold only by way of SS
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f\u3099\u309a]+/gu, '$1')
    .replace(/[øłđðþæœı]/g, letter => LATIN_FORM[letter]!)
    .replace(/['\u2018\u2019\u02bc`.]/g, '')
    .normalize('NFC')
}

const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/g
const SAME_SOUND: Record<string, string> = { ヂ: 'ジ', ヅ: 'ズ', ヲ: 'オ' }
/** A hyphen after kana is a long-vowel mark from a system that had none; elsewhere it says nothing. */
const LONG_VOWEL = new RegExp(`(?<=[\\u30a1-\\u30fa])[${HYPHENS}\\u30fc]+`, 'g')
const STRAY_HYPHEN = new RegExp(`[${HYPHENS}]|(?<![\\u30a1-\\u30fa])\\u30fc`, 'g')

function foldKana(text: string): string {
  return text
    .replace(SEPARATORS, '')
    .normalize('NFC') // a lone ゛ left NFKC as a space and a mark: only now can it join its kana
    .replace(/[\u3099\u309a]/g, '')
    .replace(HIRAGANA, kana => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[ヂヅヲ]/g, kana => SAME_SOUND[kana]!)
    .replace(LONG_VOWEL, 'ー')
    .replace(STRAY_HYPHEN, '')
}
