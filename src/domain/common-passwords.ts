// The block list: the commonest passwords of eight characters and more, and the words of this service.

/** In lower case. Shorter ones are refused by their length. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 987654321 9876543210 0987654321 11111111 00000000
  88888888 99999999 12341234 11223344 12121212 69696969 87654321 123123123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
  1qazxsw2 zaq12wsx q1w2e3r4 qazwsxedc qwer1234 qwerty12 qwerty123 qwertyui qwertyuiop asdfghjk asdfghjkl
  asdf1234 zxcvbnm1 zxcvbnm123 abcd1234 abc12345 a1b2c3d4 aa123456 a1234567 a12345678 password passw0rd
  p@ssword p@ssw0rd pa55word password1 password12 password123 password1234 password! mypassword yourpassword
  changeme changeme123 letmein1 letmein123 welcome1 welcome123 iloveyou iloveyou1 sunshine princess princess1
  football baseball basketball superman batman123 dragon123 monkey123 shadow123 master123 michelle jennifer
  computer internet samsung1 starwars whatever trustno1 charlie1 babygirl liverpool chocolate butterfly
  jessica1 hello123 helloworld admin123 admin1234 administrator root1234 rootroot test1234 testtest guest123
  user1234 default1 secret123 temppass temporary login123 access14 qwe123456 1234qwer 1a2b3c4d 147258369
  159753456 159357258 741852963 963852741 789456123 456789123 sakura123 sakura01 arashi123 doraemon pikachu1
  pokemon1 pokemon123 tokyo123 tokyo2020 osaka123 nippon01 japan123 nihongo1 konnichiwa arigatou arigato1
  takahiro masahiro yamamoto tanaka123 suzuki123 watanabe kobayashi yoshida1 himawari momotaro sasasasa
  correcthorsebatterystaple thequickbrownfox onceuponatime`.split(/\s+/),
)

/** What a guesser who knows the service tries first; in the folded form (NFKC, lower case). */
export const SERVICE_WORDS: readonly string[] = [
  'kirokubo',
  'kiroku',
  '記録簿',
  '記録',
  'privacy',
  'プライバシー',
  '個人情報',
  '個人データ',
  '第三者提供',
  '開示請求',
  'パスワード',
  'ぱすわーど',
  '管理者',
  'administrator',
  'password',
  'admin',
  'officer',
  'qwerty',
]
