/** What contexts.ts says of help and of homework, in the other languages. */
export const CONTEXTS_ELSEWHERE = {
  help: [
    '(sut i stopio|help gyda|angen help|cymorth|cefnogaeth|siarad a rhywun|llinell gymorth)',
    '(jak przestac|jak pomoc|potrzebuje pomocy|szukam pomocy|pomoc dla|telefon zaufania|terapia|jak wyjsc z|psycholog)',
    '(cum ma opresc|cum sa ma opresc|cum ajut|cum pot ajuta|am nevoie de ajutor|cer ajutor|ajutor pentru|linie de ajutor|psiholog|cum scap de)',
    '(як перестати|як допомогти|потрібна допомога|мені потрібна|телефон довіри|гаряча лінія|психолог|допоможіть)',
    '(كيف اتوقف|كيف أتوقف|كيف اساعد|كيف أساعد|احتاج مساعدة|أحتاج مساعدة|خط المساعدة|ساعدوني|طبيب نفسي)',
    '(کیسے روکیں|کیسے چھوڑیں|مدد چاہیے|مدد کریں|مدد کیسے|ہیلپ لائن)',
    '(ਕਿਵੇਂ ਰੋਕੀਏ|ਕਿਵੇਂ ਛੱਡੀਏ|ਮਦਦ ਚਾਹੀਦੀ|ਮਦਦ ਕਰੋ|ਮਦਦ ਕਿਵੇਂ|ਹੈਲਪਲਾਈਨ)',
  ].join('|'),
  study: [
    '(hanes|traethawd|gwaith cartref|adolygu|tgau|ystyr|beth yw|rhyfel byd)',
    '(historia|wypracowanie|rozprawka|praca domowa|lektura|definicja|co to jest|wojna swiatowa|romantyzm|w literaturze|streszczenie)',
    '(istoria|istorie|eseu|tema pentru|referat|definitie|ce este|razboi|razboiul|rezumat)',
    '(історія|твір на тему|реферат|визначення|що таке|війна|світова|переказ|урок)',
    '(تاريخ|تعريف|بحث عن|ما هو|ما هي|الحرب العالمية|هيروشيما|واجب|ملخص)',
    '(تاریخ|مضمون|کیا ہے|جنگ عظیم|خلاصہ|تعریف)',
    '(ਇਤਿਹਾਸ|ਲੇਖ|ਕੀ ਹੈ|ਵਿਸ਼ਵ ਯੁੱਧ|ਸੰਖੇਪ)',
  ].join('|'),
} as const
