/** Words on buttons and links by which the parts of a page are told: a gate, a shop, a forum, a box for stakes. */
import { fold } from './normalise.ts'

/** What buttons say, by what they are for. Folded; parts of words count at their beginning. */
const SAYS = {
  gate: `18+|over 18|am 18|18 or (over|older)|i am over|dros 18|oed 18|18 oed|mam 18|ukonczone 18|skonczone 18|mam ponad 18|peste 18|am 18 ani|18 ani|
    вже є 18|мені 18|є 18|18 років|فوق 18|عمري 18|18 عاما|18 سنه|18 سال|18 سے زیادہ|18 ਸਾਲ|mayor(es)? de 18|tengo 18|plus de 18|majeur|j ai 18|uber 18|ab 18|bin 18|enter site|leave site|exit site`,
  basket: `add to (basket|cart|bag)|basket|checkout|buy now|order now|cart|ychwanegu at y fasged|basged|prynu nawr|archebu nawr|archebu|do koszyka|koszyk|kup teraz|zamow|adauga in cos|
    cosul|cos de|cumpara|comanda|у кошик|до кошика|кошик|купити|замовити|اضف الی السله|السله|اشتر|اطلب|ٹوکری|خریدیں|آرڈر|ਟੋਕਰੀ|ਖਰੀਦੋ|ਆਰਡਰ|
    anadir al carrito|carrito|comprar|pedir|ajouter au panier|panier|acheter|commander|in den warenkorb|warenkorb|kaufen|bestellen`,
  stake: `stake|deposit|withdraw|place bet|bet now|spin|cash out|play for real|claim|stanc|adnau|blaendal|tynnu|gosod bet|betio|troelli|hawlio|stawka|wplac|wplat|wyplac|wyplat|postaw|zakrec|odbierz|
    depune|retrage|miza|pariaza|roteste|revendica|ставка|депозит|поповнити|вивести|зробити ставку|крутити|забрати|ايداع|اودع|سحب|راهن|ادر|شرط لگا|ڈپازٹ|جمع کر|نکلوا|گھما|
    ਦਾਅ|ਜਮ੍ਹਾਂ|ਕਢਵਾ|ਘੁਮਾ|depositar|retirar|apostar|girar|reclamar|deposer|retirer|miser|parier|tourner|einzahlen|auszahlen|einsatz|wetten|drehen`,
  forum: `reply|quote|post reply|new thread|new topic|new post|post message|join the (forum|thread)|comment|ateb|dyfynnu|edefyn newydd|pwnc newydd|sylw|odpowiedz|cytuj|nowy (temat|watek)|
    komentarz|skomentuj|raspunde|citeaza|subiect nou|comentariu|comenteaza|відповісти|цитата|цитувати|нова тема|коментар|رد|اقتباس|موضوع جديد|تعليق|جواب|اقتباس|نیا موضوع|تبصرہ|ਜਵਾਬ|ਹਵਾਲਾ|
    ਨਵਾਂ ਵਿਸ਼ਾ|ਟਿੱਪਣੀ|responder|citar|nuevo tema|comentar|repondre|citer|nouveau sujet|commenter|antworten|zitieren|neues thema|kommentieren`,
  social: `reblog|repost|like|follow|share|dilyn|rhannu|hoffi|udostepnij|obserwuj|lubie to|polub|distribuie|urmareste|apreciaz|поширити|стежити|підписатися|подобається|مشارکه|متابعه|اعجاب|مشاركه|
    شییر|فالو|پسند|ਸਾਂਝਾ|ਫਾਲੋ|ਪਸੰਦ|compartir|seguir|me gusta|partager|suivre|j aime|teilen|folgen|gefallt`,
  join: `join us|join now|join the|sign up|donate|become a member|enlist|pledge|ymunwch|ymuno|cyfrannu|dolacz|wstap|wesprzyj|zapisz sie|alatura|inscrie|doneaza|приєднатися|приєднуйся|вступити|вступай|
    підтримати|انضم|تبرع|شامل ہو|عطیہ|رکن بن|ਸ਼ਾਮਲ|ਦਾਨ|unete|donar|afiliate|rejoin|adhere|faire un don|mitmachen|beitreten|spenden`,
} as const
export type Control = keyof typeof SAYS

let patterns: Readonly<Record<Control, RegExp>> | undefined
function pattern(control: Control): RegExp {
  patterns ??= Object.fromEntries(Object.entries(SAYS).map(([name, says]) => [name, whole(says)])) as Record<
    Control,
    RegExp
  >
  return patterns[control]
}

/** At the beginning of a word: `anmelden` is no `melden`. Shorter words stand alone. */
function whole(says: string): RegExp {
  const ways = fold(says.replace(/\|\s+/g, '|').trim())
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${ways.replaceAll('+', '\\+')})`, 'u')
}

/** How many of these say what such a control says. */
export function countSaying(control: Control, labels: readonly string[]): number {
  return labels.filter(
    (label) => label.length <= 60 && pattern(control).test(fold(label).replaceAll(/['’]/g, ' ')),
  ).length
}
