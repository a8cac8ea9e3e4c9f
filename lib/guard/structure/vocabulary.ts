/**
 * Few words, for support: what pages of a kind call themselves, in the languages of our schools. Whole words of a text
 * that has been seen through (lib/guard/words/normalise.ts). No kind stands on these alone.
 */
import { fold, normalise } from '../words/normalise.ts'

const WORDS = {
  unblock:
    'unblock|unblocks|unblocked|unblocker|unblockers|unblocking|proxy|proxies|proxied|webproxy|web proxy|bypass|bypasses|undetected|undetectable|cloak|cloaking|tab cloak|aboutblank|about blank|wisp|bare server|anonymously|browse freely|browse anonymously|uncensored|unrestricted|working links|new links|desbloquear|desbloqueado|desbloqueados|debloquer|debloque|debloques|entsperren|entsperrt|proxys|odblokuj|odblokowane|odblokowany|deblocheaza|deblocat|разблокировать|прокси|обход|розблокувати|проксі|بروكسي|بروکسی|پراکسی|dadflocio|sbloccare|sbloccati|engelsiz|vekil',
  address:
    'enter url|enter a url|enter the url|enter an address|search or enter|search or type|search or url|type a url|type url|enter website|enter a website|url or search|url|https|enter link|website address|web address|go to|surf|browse|browser|search the web|search with',
  play: 'play|plays|player|players|playing|game|games|gaming|gamer|score|highscore|high score|level|levels|lives|game over|new game|multiplayer|leaderboard|arcade|wasd|arrow keys|press space|jump|shoot|shooter|racing|puzzle games|emulator|rom|roms|jeu|jeux|jouer|juego|juegos|jugar|spiel|spiele|spielen|gra|gry|graj|zagraj|joc|jocuri|joaca|игра|игры|играть|гра|ігри|грати|oyun|gioco|giochi|gioca|jogo|jogos|jogar|لعبه|لعبة|العاب|العب|کھیل|گیم|گیمز|gemau|gem|chwarae',
  stranger:
    'stranger|strangers|random chat|random video|random people|random person|random strangers|meet new people|meet people|meet someone|new partner|find partner|next partner|start chatting|start video|video chat|text chat|chatroulette|roulette|omegle|ometv|desconocidos|extranos|inconnus|etrangers|fremde|fremden|obcy|obcymi|nieznajomi|nieznajomymi|straini|necunoscuti|незнакомец|незнакомцами|незнакомцы|незнайомці|незнайомцями|غرباء|الغرباء|اجنبی|اجنبيين|yabanci|yabancilarla|sconosciuti|dieithriaid|estranhos',
  next: 'next|skip|new chat|next person|next stranger|start|stop|disconnect|find someone|connect|siguiente|suivant|weiter|nachster|nastepny|dalej|urmatorul|следующий|наступний|التالي|اگلا|nesaf|sonraki|prossimo|proximo',
  lesson:
    'lesson|lessons|class|classes|classroom|teacher|teachers|student|students|pupil|pupils|meeting|meetings|participants|raise hand|whiteboard|share screen|lecture|webinar|course|tutor|tutoring|homework|cours|classe|professeur|clase|profesor|unterricht|klasse|lehrer|lekcja|klasa|nauczyciel|lectie|clasa|profesor|урок|учитель|класс|клас|вчитель|درس|معلم|استاد|سبق|gwers|dosbarth|athro',
  chat: 'chat|chats|chatroom|chatrooms|chatting|message|messages|nickname|nick|username|channel|channels|members|online now|online|direct message|direct messages|dm|dms|join room|create room|send message|type a message|write a message|irc|server list|clavarder|salon|salons|mensaje|nachricht|czat|wiadomosc|mesaj|сообщение|чат|повідомлення|دردشه|محادثه|رسالة|پیغام|گپ|neges|ystafell|sgwrs|sohbet',
  message:
    'type a message|type your message|type message|write a message|write your message|send a message|message to|say something|ecrire un message|ecrivez un message|escribe un mensaje|nachricht schreiben|nachricht an|napisz wiadomosc|scrie un mesaj|напишите сообщение|написать сообщение|напишіть повідомлення|اكتب رساله|پیغام لکھیں|ysgrifennu neges|ysgrifennwch neges|mesaj yaz|scrivi un messaggio|escreva uma mensagem',
  phrases:
    'use your google|your google account|google account to|can t access|cant access|or skype|forgot email|forgotten email|keep me signed|stay signed|school account|work or school|votre compte google|tu cuenta google|ihr google konto',
  signIn:
    'sign in|log in|login|signin|password|forgot password|forgot email|verify|enter password|connexion|mot de passe|iniciar sesion|contrasena|anmelden|passwort|zaloguj|haslo|autentificare|parola|войти|пароль|увійти|تسجيل الدخول|کلمه السر|پاس ورڈ|mewngofnodi|cyfrinair',
  learn:
    'simulation|simulations|experiment|physics|chemistry|biology|maths|math|mathematics|geometry|algebra|equation|equations|graph|learn|learning|lesson|lessons|exercise|exercises|tutorial|chapter|explanation|teacher|worksheet|notebook|kernel|python|javascript|code|coding|blocks|sprite|sprites|function|variables|velocity|gravity|mass|force|energy|voltage|circuit|molecule|parameters|model|museum|tour|map|viewer|diagram|lab|laboratory|experiments|anatomy|planet|planets|periodic table|simulacion|fisica|physique|physik|simulation|fizyka|symulacja|fizica|физика|симуляция|фізика|فيزياء|محاكاه|طبیعیات|ffiseg|efelychiad',
} as const
export type Theme = keyof typeof WORDS

const lists = new Map<Theme, readonly string[]>()

function wordsOf(theme: Theme): readonly string[] {
  const known = lists.get(theme)
  if (known !== undefined) return known
  const words = [...new Set(fold(WORDS[theme]).split('|'))]
  lists.set(theme, words)
  return words
}

/** A text read once, to be asked about many themes. */
export type Heard = ReadonlySet<string>

/** Single words, and two and three neighbours together. */
export function hear(text: string): Heard {
  const { words, joined } = normalise(text)
  const heard = new Set(joined)
  for (const [at, word] of words.entries()) {
    const [before, first] = [words[at - 1], words[at - 2]]
    heard.add(word)
    if (before === undefined) continue
    heard.add(`${before} ${word}`)
    if (first !== undefined) heard.add(`${first} ${before} ${word}`)
  }
  return heard
}

/** The different words of a theme that are in any of the texts. */
export const about = (heard: Heard | readonly Heard[], theme: Theme): string[] =>
  wordsOf(theme).filter((word) =>
    heard instanceof Set ? heard.has(word) : among(heard as readonly Heard[], word),
  )

const among = (texts: readonly Heard[], word: string): boolean => texts.some((heard) => heard.has(word))

/** Which share of short texts, such as the names of tiles, has a word of the theme. */
export function shareAbout(texts: readonly string[], theme: Theme): number {
  if (texts.length === 0) return 0
  return texts.filter((text) => about(hear(text), theme).length > 0).length / texts.length
}
