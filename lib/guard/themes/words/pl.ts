/** As en.ts, in Polish, without its marks: that is how a text is looked at. */
import type { ThemeWords } from '../rule.ts'

export const POLISH: ThemeWords = {
  suicide: `
h+ (chce|chcialbym|chcialabym|pragne|wole|chce juz) [po prostu |sobie |juz ](umrzec|zniknac|nie zyc|sie zabic|zabic sie|popelnic samobojstwo|ze soba skonczyc|skonczyc ze soba)
h+ nie (chce|chce mi sie|mam ochoty|mam po co|mam sily) [juz |mi |sie |dalej ](zyc|istniec)
h+ (mam|miec) (mysli|mysl) samobojcze
h+ mysli samobojcze
h+ lepiej ~ (beze mnie|gdybym nie zyl|gdybym nie zyla|gdybym umarla|gdybym umarl)
m+ (kolezanka|kolega|przyjaciel|przyjaciolka|siostra|brat) chce [sie |popelnic ](zabic|samobojstwo|umrzec)
l+= samobojstwo
h (jak|sposob|sposoby|metody|najlatwiej|jak najlatwiej|szybko) [najlatwiej |szybko |na to jak |bezbolesnie |mozna |skutecznie ](sie zabic|zabic sie|popelnic samobojstwo|umrzec bez bolu|odebrac sobie zycie|sie powiesic)
h samobojstwo (sposoby|metody|bezbolesne|jak|bez bolu)
h (sposoby|metody|sposob) (na |popelnienia )?(samobojstwo|samobojstwa|smierc|bezbolesna smierc)
h bezbolesna smierc
h ile tabletek ~ (umrzec|zabic|smierc|przedawkowac)
`,
  'self-harm': `
m+ (jak )?(przestac|nie) sie (ciac|samookaleczac|okaleczac|krzywdzic)
m+ (tne|okaleczam|krzywdze|samookaleczam) sie
m+ (chce|musze|mam ochote) sie (ciac|pociac|skrzywdzic|zranic)
l+= samookaleczanie|samookaleczenie|okaleczanie sie
m (jak|gdzie|czym) (sie )?(ciac|pociac|okaleczac|samookaleczac|zranic|skrzywdzic|okaleczyc)( sie)?
m jak (ukryc|schowac|zakryc) ~ (blizny|ciecia|rany|samookaleczanie)
`,
  eating: `
m+ (mam|chyba mam|czy mam) (anoreksje|bulimie|zaburzenia odzywiania)
m+ nienawidze swojego (ciala|wygladu|brzucha)
m+ jak (wyjsc z|pokonac|wyleczyc) (anoreksji|anoreksje|bulimii|bulimie)
l+= anoreksja|bulimia|zaburzenia odzywiania
m jak (zostac|byc|stac sie|miec|zachorowac na) (anorektyczka|anorektykiem|anoreksje|bulimie|bulimiczka)
m jak (wymiotowac|zwymiotowac|sie glodzic|wywolac wymioty|ukryc ze nie jem)
m (pro ana|motylki ana|dieta ana|blogi pro ana)
`,
  exploitation: `
h+ (szantazuje|szantazuja|szantazowal|prosi|prosil|namawia) mnie ~ (zdjecia|zdjeciami|nagie|nudesy|nagich|nudesami)
h+ (zostalam|zostalem) (zgwalcona|zgwalcony|wykorzystana|wykorzystany|molestowana|molestowany)
h+ (udostepnil|wyslal|rozeslal|opublikowal|wrzucil) moje (nagie|nudesy|zdjecia)
h+ (wujek|ojciec|ojczym|nauczyciel|trener) ~ (dotyka|dotykal|molestuje|molestowal) mnie
m jak (wyslac|zrobic|wysylac) (nudesy|nagie zdjecia)
h (nagie|nudesy) (nastolatki|dzieci|dziewczynki|nieletnie)
`,
  extremism: `
h jak (dolaczyc do|wstapic do) (isis|panstwa islamskiego|neonazistow|kkk|al kaidy)
h jak (zaplanowac|przeprowadzic|zrobic) zamach
`,
  weapons: `
h (jak|przepis na) (zrobic |zbudowac |skonstruowac )?(bombe|bomby|ladunek wybuchowy|granat|pistolet|bron palna|koktajl molotowa|material wybuchowy)(?! (do kapieli|atomowa))
h (gdzie|jak) (kupic|zdobyc) (bron|pistolet|noz motylkowy|noz sprezynowy|kastet|maczete)
m+ (kolega|ktos|uczen) ~ (nosi|przynosi|przyniosl|grozil|grozi) ~ (noz|bron|nozem|bronia)
`,
  violence: `
m+ (tata|ojciec|mama|ojczym|chlopak|rodzice) [mnie ](bije|bija|uderza|uderzyl|bil|pobil)( mnie)?
m jak (zabic|pobic|otruc|udusic) (kogos|czlowieka|nauczyciela|kolege|siostre|brata|kolezanke)
`,
  sexual: `
m (darmowe|darmowy|filmy|filmiki|ogladaj|ogladac|strony) (porno|pornosy|erotyczne|xrated|z seksem)
m (nagie|gole|rozebrane) (dziewczyny|kobiety|laski|nastolatki|gwiazdy|panie)
m (porno|seks) (filmy|filmiki|za darmo|darmowe|online|zdjecia)
m= porno|pornosy|seks filmy
`,
  drugs: `
m (gdzie|jak|od kogo) (kupic|zdobyc|zalatwic|dostac) (ziolo|zielone|trawke|marihuane|kokaine|narkotyki|amfetamine|mefedron|dopalacze|mdma|grzybki)
m jak (skrecic|zrobic|palic|hodowac|wyhodowac) (jointa|blanta|marihuane|ziolo|trawke|mete|amfetamine)
m jak sie (najarac|nacpac|upalic)
l+ jak (rzucic|przestac) (palic|cpac|brac narkotyki|palenie|pic)
`,
  hate: `
m (nienawidze|nie cierpie) [tych |wszystkich ](zydow|muzulmanow|czarnych|gejow|imigrantow|ukraincow|cyganow|arabow)
m (zarty|kawaly|dowcipy) (o zydach|o murzynach|rasistowskie|o holokauscie|o czarnych|o gejach|o ukraincach)
`,
  bullying: `
m+ (dokuczaja|dokucza|przesladuja|znecaja sie nad|wyzywaja|hejtuja|nekaja) (mi|mnie|mna)
m+ jestem (przesladowany|przesladowana|gnebiony|gnebiona|hejtowany|hejtowana)
l+ nie mam [zadnych ](przyjaciol|kolegow|znajomych)
m jak (gnebic|ponizyc|osmieszyc|wysmiewac|dokuczyc) (kogos|kolege|kolezanke|dziewczyne|chlopaka)
`,
  gambling: `
mml (kasyno|kasyna|zaklady|automaty|sloty) (online|bez depozytu|na prawdziwe pieniadze|internetowe|bez weryfikacji)
m jak (obstawiac|grac w kasynie) ~ (przed 18|bez dowodu|nieletni)
l+ jak (przestac grac|wyjsc z hazardu|przestac obstawiac)
`,
  bypass: `
m (odblokowane|nieblokowane|niezablokowane) (gry|strony)
m gry (odblokowane|bez blokady|ktore dzialaja w szkole)
m jak (obejsc|ominac|wylaczyc|odblokowac|zlamac) ~ (blokade|filtr|zabezpieczenia|szkole|szkolny|szkolne|strony w szkole)
m (darmowy|darmowe|darmowa|najlepszy) (vpn|proxy)
`,
}
