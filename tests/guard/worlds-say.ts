/** What such pages say, in the languages of our schools. Each is one page's; half are kept out of tuning. */
export interface Says {
  readonly lang: string
  readonly title: string
  readonly one: string
  readonly two: string
  readonly items: readonly string[]
}

const rows = (text: string): Says[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [lang = '', title = '', one = '', two = '', items = ''] = line.split(' | ')
      return { lang: lang.trim(), title, one, two, items: items.split('; ') }
    })

export const UNBLOCK_SAYS = rows(`
en | Nightingale Web | Enter any URL | Browse the web freely at school. | Settings; Tab cloak; Games
en | Study Portal | Search or type an address | Fast and private access to all sites. | Home; Apps; About
en | Free web proxy | Type a web address | Unblock any website, bypass filters and stay anonymous. | Go; FAQ; Mirrors
en | Orbit | Search the web | Loads in a hidden tab, undetectable. | Cloak; Panic key; Proxy
cy | Dirprwy am ddim | Rhowch gyfeiriad | Dadflocio gwefannau yn yr ysgol. | Cartref; Dolenni; Gemau
pl | Darmowe proxy | Wpisz adres strony | Odblokuj strony w szkole, omiń blokady. | Start; Ustawienia; Gry
uk | Безкоштовний проксі | Введіть адресу | Обхід блокування сайтів у школі. | Головна; Ігри; Про нас
ar | بروكسي مجاني | ادخل الرابط | فتح المواقع المحجوبة في المدرسة. | الرئيسية; العاب; حول`)

export const LIST_SAYS = rows(`
en | Working proxy links for school | Updated daily, share with friends | Unblocker | link; mirror; backup
en | New unblocker links (today) | If one is blocked try the next | proxy | fresh; fast; backup
en | Math helper bookmarks | Unblocked sites that still work | unblocked | link one; link two; link three
en | proxys that work on chromebooks | dont tell the teachers | working link | this one; also this; new
cy | Dolenni dirprwy sy'n gweithio | Dadflocio yn yr ysgol, proxy newydd | dirprwy unblocked | dolen; newydd; arall
ro | Listă de proxy pentru școală | Linkuri noi, deblocate, actualizate zilnic | proxy | link; oglinda; nou
pl | Lista działających proxy do szkoły | Nowe linki, odblokowane strony | proxy | link; lustro; nowe
es | Lista de proxies que funcionan | Enlaces nuevos para desbloquear sitios | proxy | enlace; espejo; nuevo`)

export const GAME_SAYS = rows(`
en | Unblocked games for school | Play | Popular games and new games | Moto Jump; Snake Race; Block Shooter; Tank Battle; Cube Runner; Car Drift Game; Pixel Arcade; Jump Hero
en | Pocket Arcade – free online games | Start game | Racing games, puzzle games, shooters | Bubble Pop Game; Kart Racing; Stick Fight; Tower Game; Zombie Shooter; Golf Play; Ninja Run; Play 2048
en | Recess Hub | New game | Play with friends, no downloads | Ball Game; Slime Jump; Rocket Play; Maze Game; Soccer Player; Space Shooter; Bike Game; Level Up
en | Lunch break games | Press space | Games unblocked, full screen | Cat Game; Duck Player; Hill Racing; Cookie Game; Farm Game; Basket Score; Chess Play; Word Game
cy | Gemau ar-lein am ddim | Chwarae | Gemau newydd a gemau poblogaidd | Gêm Rasio; Gêm Neidio; Gêm Saethu; Chwarae Pêl; Gêm Ceir; Gêm Bos; Gêm Eira; Gêm Arcêd
pl | Darmowe gry online | Graj | Nowe gry i najlepsze gry | Gra wyścigi; Gra skoki; Gra auta; Graj w piłkę; Gra logiczna; Gra czołgi; Gra węże; Gra zręcznościowa
ro | Jocuri online gratis | Joacă | Jocuri noi și jocuri populare | Joc cu mașini; Joc de sărit; Joc cu tancuri; Joc puzzle; Joc fotbal; Joc zombi; Joc arcade; Joc de curse
es | Juegos gratis online | Jugar | Juegos nuevos y populares | Juego de coches; Juego de saltos; Juego de tiros; Juego puzzle; Juego de fútbol; Juego de carreras; Juego zombi; Juego arcade`)

export const STRANGER_SAYS = rows(`
en | Talk to strangers now | Say hi | Random video chat, no sign-up | Start; Next; Stop
en | MeetRandom – video chat with new people | Type a message | Meet a random stranger with one click | Start; Skip; Report
en | Wander cam | Write something | You are now chatting with a stranger | New chat; Next person; Stop
en | Roulette talk | Message the stranger | Meet people from everywhere, random chat | Start video; Next; Text chat
cy | Sgwrsio gyda dieithriaid | Ysgrifennwch neges | Sgwrs fideo ar hap, dieithryn newydd bob tro | Dechrau; Nesaf; Stop
pl | Czat z nieznajomymi | Napisz wiadomość | Losowy wideoczat, obcy z całego świata | Start; Następny; Stop
ro | Chat cu străini | Scrie un mesaj | Videochat aleatoriu cu necunoscuți | Start; Următorul; Stop
es | Chat con desconocidos | Escribe un mensaje | Videochat aleatorio con extraños | Empezar; Siguiente; Stop`)

export const CHAT_SAYS = rows(`
en | General room | Type a message | Members online now: nickname, messages and channels | Room one; Room two; Direct messages; Join room
en | Lounge chat | Send a message | Chat with everyone in the channel, pick a nickname | Channels; Members; DMs; Join
en | Year 9 group chat | Message | Chatroom for us only: messages, rooms, online members | Main room; Off topic chat; Gossip channel; Join
en | Night owls chatroom | Write a message | Online now in this room: send message, create room | Room list; Direct message; Members; Join room
cy | Ystafell sgwrsio | Ysgrifennwch neges | Negeseuon, ystafelloedd ac aelodau ar-lein: chat room | Ystafell un; Ystafell dau; Aelodau; Ymuno
pl | Pokój czatu | Napisz wiadomość | Czat, pokój, wiadomość, nick, chat online | Pokój pierwszy; Pokój drugi; Kanał; Dołącz
de | Chat-Raum | Nachricht schreiben | Chat mit allen im Raum, Nachricht, nick, online | Raum eins; Raum zwei; Kanal; Beitreten
es | Sala de chat | Escribe un mensaje | Chat, sala, mensaje, nick, online | Sala uno; Sala dos; Canal; Unirse`)

export const SIGN_IN_SAYS = rows(`
en | Sign in | Email or phone | Enter your password | Next; Forgot email?
en | Sign in to continue | School email | Password | Sign in; Can't access your account?
en | Verify your account | Email | Password | Verify; Forgot password?
en | Log in with your school account | Username | Password | Log in; Help
cy | Mewngofnodi | E-bost | Cyfrinair | Mewngofnodi; Wedi anghofio?
pl | Zaloguj się | E-mail | Hasło | Zaloguj; Nie pamiętasz hasła?
ro | Autentificare | E-mail | Parola | Continuă; Ai uitat parola?
fr | Connexion | E-mail | Mot de passe | Suivant; Mot de passe oublié ?`)
