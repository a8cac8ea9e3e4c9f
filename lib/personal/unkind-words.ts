import { once } from './once.ts'

/**
 * Words that hurt, by language and by kind. A table: a language is added by its own entry. Written in small letters,
 * without accents, and only what is said to people. Not here: what somebody says of themselves (“kms”). That is no
 * unkindness, and a question about unkind words would be the wrong answer to it.
 */
export interface UnkindWords {
  /** Unkind whoever they are said of. Whole words. */
  readonly always: readonly string[]
  /** Nothing but unkind, but only when somebody is called so. */
  readonly insults: readonly string[]
  /** Unkind when somebody is called so; else a word like another: a fat book, an ugly duckling. */
  readonly aimed: readonly string[]
  /** Whole sayings. One that ends with a full stop is one only at the end of what is said. */
  readonly sayings: readonly string[]
  /** Who is meant. */
  readonly you: readonly string[]
  /** Of those, what also says whose something is. */
  readonly your: readonly string[]
  /** After “your” these say that “you are” is meant. */
  readonly yourBeing: readonly string[]
  /** How somebody is: what else follows “your” is a thing or an animal of theirs. */
  readonly how: readonly string[]
  /** What may stand between them and the word. */
  readonly filling: readonly string[]
  /** Of those, what says that somebody is something: without it “you” has to begin. */
  readonly being: readonly string[]
  /** Those in `you` that say so by themselves. */
  readonly youAre: readonly string[]
  /** Before it, these say that it is asked or supposed. */
  readonly asking: readonly string[]
  /** What may stand before a “you” that begins. */
  readonly calling: readonly string[]
  /** What may follow the word. */
  readonly after: readonly string[]
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const sayings = (text: string): readonly string[] => text.trim().split(/\s*,\s*/)

export const unkindWords = once((): Readonly<Record<string, UnkindWords>> => ({
  en: {
    always: words(`fuck fucks fucker fuckers fucking fuckwit motherfucker motherfuckers cunt cunts twat twats
      wanker wankers tosser tossers bellend bellends knobhead knobheads dickhead dickheads arsehole arseholes
      asshole assholes biatch slut sluts whore whores skank faggot nigger niggers nigga niggas paki pakis spaz
      spazz spacker tranny trannies pikey pikeys gyppo gypo kys stfu gtfo shithead shitheads dumbass fatso
      lardarse uglymug minger munter`),
    insults:
      words(`idiot idiots moron morons moronic loser losers weirdo weirdos bitch bitches bastard bastards
      retard retards retarded lesbo spastic psycho crybaby fatty mong dumbo slag slags`),
    aimed:
      words(`stupid dumb thick ugly fat pig cow rat snake freak creep prick dick cock tit knob tramp scum trash
      rubbish worthless useless pathetic disgusting gross horrible nasty gay queer dyke mental crazy nobody joke
      embarrassing annoying smelly stinky dirty dead coward baby sissy liar snitch grass`),
    sayings: sayings(`kill yourself, kill urself, go die., hope you die, hope u die, drop dead., go to hell,
      i hate you, i hate u, i h8 u, hate your guts, everyone hates you, everyone hates u, nobody likes you,
      nobody likes u, no one likes you, no one likes u, nobody wants you, no one wants you, you have no friends,
      u have no friends, you should die, u should die, you are nothing., your mum is fat, your mums fat,
      shut your mouth, shut ur mouth, shut your face, piss off, screw you, go away you, thats so gay, you stink.,
      u stink., i will beat you up, ill beat you up, im going to hurt you`),
    you: words('you u ya youre your ur ure yous'),
    your: words('your ur'),
    yourBeing: words('a an such so really very just'),
    how: words(
      'stupid dumb ugly fat gay pathetic useless worthless disgusting annoying horrible crazy thick retarded moronic',
    ),
    filling: words(
      'are r such so a an the really very just absolute absolutely total complete little big fat stupid ugly dumb all look looking sound being totally actually literally',
    ),
    being: words('are r look looking sound being such'),
    youAre: words('youre ure'),
    asking: words(
      'are r were was is do does did can could would will should have if when whether unless thank thanks',
    ),
    calling: words(
      'hey hi oi oh ok omg and but so because cause cos well lol eww ew no yes yeah haha think know bet',
    ),
    after: words(
      'lol lmao haha hahaha omg tbh fr ngl bro bruv mate man dude innit xd and but because cos cause so i im we',
    ),
  },
}))
