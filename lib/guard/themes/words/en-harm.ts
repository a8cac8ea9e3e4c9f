/** As en.ts, for harm to others, drugs, money and ways round the rules. */
import type { ThemeWords } from '../rule.ts'

export const EN_HARM: ThemeWords = {
  extremism: `
m+ <friend> ~ (join|joining|joined|radicalised|radicalized|extremist|terrorist|isis|nazi|far right)
h <how> ~ (join|joining|sign up to|become (a member of|part of)|contact|support|donate to) [the ]<banned>
h (join|joining) [the ]<banned>
l <banned> (recruitment|recruit|recruiting)
h <banned> (recruitment|recruiting) (videos?|telegram|discord|contact|number|form|near|uk|site|website|link|online)
h <banned> (membership|propaganda|videos?|nasheeds?|telegram|discord|training|join|merch|flag buy|group chat|forum|members near)
h <how> ~ (become|be|turn into) [a |an ](jihadi|jihadist|terrorist|nazi|neo nazi|fascist(?! (leader|dictator|state|country))|white supremacist|suicide bomber|martyr(?! (saint|for christ))|school shooter|extremist|incel terrorist)
h nazi (group chat|forums?|discord|telegram|recruitment|party join|meetings?|merch|near me|to join|server|chat|groups? (near|to join|uk|online|discord))
h (neo nazi|far right|white power|white nationalist|white supremacist|fascist|jihadi|jihad|extremist|incel|skinhead|supremacist) (groups?|group chat|forums?|discord|telegram|music|recruitment|party join|meetings?|merch|near me|to join|server|chat)
h <how> ~ (plan|planning|carry out|commit|do|organise|start) ~ (terror|terrorist|mass|jihadi|lone wolf) (attack|attacks|shooting(?! stars?)|killing|killings|bombing)(?! (in )?(chess|clash|total war))
l (shooter|terrorist|christchurch|breivik|killer|bomber|tarrant) ~ manifesto
l manifesto ~ (shooter|tarrant|breivik|christchurch)
h (shooter|terrorist|christchurch|breivik|killer|bomber|tarrant) ~ manifesto ~ (pdf|download|full|read|text|copy|link|online|original)
h (read|download|find|full|get|pdf|copy|link) ~ (manifesto ~ (shooter|tarrant|breivik|christchurch)|(shooter|terrorist|christchurch|breivik|killer|bomber|tarrant) ~ manifesto)
m (isis|terrorist|beheading|jihadi|cartel) ~ (beheading|execution|propaganda|killing) ~ (video|videos|full|uncut|footage)
h (heil hitler|sieg heil|gas the jews|race war|hitler was right|hitler did nothing wrong|day of the rope|white genocide|great replacement is)
`,
  weapons: `
m+ <friend> ~ (carries|carrying|carry|has|brought|bringing|took|hiding|owns) [a |an ](knife|gun|weapon|machete|blade)
m+ (someone|he|she|they|boy|kid|gang|somebody|man|people) ~ (threatened|threatening|chased|stabbed|attacked|pulled) [me |a |out ]~ (knife|gun|weapon|machete|blade)
h <how> ~ (make|making|build|building|create|creating|construct|cook) [a |an |some |your own |homemade |my own ](<bomb>)
h (homemade|diy|home made) (<bomb>|gun|guns|weapon|weapons|firearm|silencer|explosive)
h (<bomb>) (recipe|recipes|instructions|tutorial|blueprint|plans|ingredients|making at home|diy|guide|schematics)
h <how> ~ (3d print|ed print|print|get|buy|make|build|own|find|acquire|sneak|bring|take|smuggle) ~ (<gun>|firearm|pistol|handgun|rifle|ghost gun|shotgun|silencer|ammo|bullets) ~ (licence|license|school|uk|illegally|under|home|without|1\\d|undetected)
h <how> (3d print|ed print|print|make|build) [a |an |your own |my own ](gun|guns|firearm|pistol|ghost gun|silencer|rifle|handgun)
h (buy|buying|where to (buy|get)|get|order|cheap|sell|selling) ~ (zombie knife|zombie knives|flick knife|flick knives|butterfly knife|balisong|switchblade|machete|knuckle ?dusters?|brass knuckles|<gun>|pistol|handgun|taser|pepper spray|stun gun|throwing stars?|combat knife|rambo knife|ghost gun|samurai sword|ammo)
h <how> ~ (bring|take|sneak|carry|hide|get|smuggle|conceal) [a |my ](knife|blade|weapon|machete|gun|knives) ~ (school|class|detector|police|metal|teachers?|security|bag|undetected)
h <how> ~ (shoot up|bomb|blow up|attack|burn down) [a |my |the |our ](school|classroom|class|college|mosque|synagogue|church|hospital)
h (shoot|shooting) up (a|my|the|our) (school|class|college)
h <how> ~ (make|making|get|buy) ~ (poison|cyanide|ricin|nerve gas|nerve agent|toxic gas|chlorine gas|sarin) ~ (kill|someone|people|person|poison|home|weapon)
h (poison|poisons) ~ (kill|murder) (someone|a person|people|my|him|her)
h (untraceable|undetectable) (poison|poisons|gun|weapon)
m (best|cool|good) (knife|knives|weapon|weapons|blade) (for|to) (fighting|stab|stabbing|kill|killing|school|protection|self defence at school|a fight)
h (how|where|best place) ~ (stab|shoot) (someone|somebody|a person|people|him|her|my)
`,
  violence: `
m+ (my|the) (dad|mum|mom|stepdad|step dad|father|mother|parents|brother|boyfriend|girlfriend|bf|gf|carer|uncle) [always |keeps |sometimes |is |just ](hits|hit|hitting|beats|beat|beating|punches|punched|slaps|slapped|strangles|strangled|chokes|hurts|hurting|kicks|kicked) (me|us|my mum|my mom|my sister|my brother)
m+ i (am|was|get|got|am being|keep getting) (beaten|hit|abused|slapped|punched) [up ](by|at home)
m+ (scared|afraid|frightened) (of my (dad|mum|mom|stepdad|boyfriend|parents|brother)|to go home)
m (best|top|free|watch|see|real|new) ~ (gore|snuff|gory deaths?)
m (gore|snuff) (sites?|videos?|websites?|clips?|pics?|footage|reddit|forum)
m (real|actual|live|uncensored|graphic|caught on camera|brutal) (death|deaths|murder|murders|killing|killings|execution|executions|accident deaths|suicides?|torture|fights?) ~ (video|videos|footage|camera|clips?|uncensored|caught|photos?|pics?|full)
m (people|man|someone|person|woman|guy|kids) (dying|getting killed|being killed|killed|getting shot|getting stabbed|being tortured|being beheaded|murdered|getting murdered) ~ (camera|uncensored|video|videos|real|footage|live|compilation|clip)
m (beheading|decapitation|execution|torture|stabbing|lynching|hanging) (video|videos|footage|clips?|compilation|real|uncut|full video)
m (animal|cat|dog|puppy|kitten|monkey) (torture|abuse|cruelty|crush|killing) (videos?|footage|clips?|compilation)
m <how> ~ (torture|hurt|stab|injure|beat up|strangle|choke|attack|poison) (someone|somebody|a person|people|my (teacher|sister|brother|mum|mom|dad|parents|friend|classmate|ex)|a (girl|boy|kid|cat|dog|animal)|animals|him|her)
m <how> ~ (kill|murder|assassinate) (someone|somebody|a person|people|my (teacher|sister|brother|mum|mom|dad|parents|friend|classmate|ex|family|bully)|a (girl|boy|kid|cat|dog|teacher|human)|him|her|them|everyone)
m <how> (get away with|plan|commit|plan a) [a |the ](murder|killing|perfect murder)
m (school|street|girl|girls|brutal|uk school|playground|hood) (fight|fights|beatings?) (videos?|compilation|knockouts?|caught|clips?|pages?|page)
m i (want to|wanna|am going to|will|gonna|could) (kill|murder|stab|shoot|strangle) (everyone|someone|people|them all|my (teacher|sister|brother|mum|mom|dad|parents|classmates|ex|family|bully)|him|her)
`,
  sexual: `
l+ (porn|pornography|masturbation|sex) (addiction|problem)
l+ (addicted to|cant stop watching|stop watching|quit|stop) (porn|pornography)
mml= <porn>
mml (free|watch|hd|best|hot|amateur|teen|lesbian|gay|anime|cartoon|furry|asian|milf|homemade|hardcore|uncensored|sexy|new|good|download|find|see|ai) (<porn>)
m (<porn>) (videos?|vids?|sites?|websites?|pics?|pictures|movies?|films?|gifs?|stars?|clips?|streaming|free|hub|tube|unblocked|games?|online|links?|discord|telegram|stories|hd|comics?|reddit|apps?|gay|lesbian|teen|at|anime|download|to watch|without)
m <how> ~ (watch|find|see|get|access|unblock|download|hide) ~ (<porn>)
m (nude|naked|topless|undressed|no clothes|sexy|bare) (girls?|women|woman|celebs?|celebrities|boys?|men|models?|ladies|teachers?|actress|actresses|babes?|pics?|pictures|photos?|selfies?|influencers?|streamers?|anime|cosplay|tiktok|tiktokers?|naked|body|bodies)
m (girls?|women|woman|boys?|men|celebs?|celebrities|ladies|babes?|people|couples?|teachers?|models?) (naked|nude|topless|with no clothes|no clothes|without clothes|having sex|doing it|stripping|twerking naked|showing (boobs|tits|everything)|undressing|masturbating|in bikinis pics)
m (hot|sexy|big|huge|nice|massive|best|see|show me|pics of|pictures of|photos of) ~ (boobs|tits|ass|booty|bum|penis|dick|dicks|cock|cocks|vagina|pussy|nipples|cleavage)
m (boobs|tits|ass|booty|vagina|pussy|penis|dick|cock|butt|nipples|cleavage) (pics?|pictures|photos?|videos?|gifs?|compilation|porn)
m (sex|blowjob|handjob|masturbation|orgasm|anal|bdsm|threesome|fetish|kinky|erotic|erotica|striptease) (videos?|vids?|scenes?|pics?|pictures|gifs?|movies?|tapes?|positions?|toys?|chat|cam|cams|stories|games?|dolls?|clips?|hd|xxx|audio|roleplay)
m (watch|watching|video of|videos of|pics of|real) (people |couples? |girls? |men |women )?(having sex|have sex|doing sex|sex)
m (onlyfans|only fans|fansly|snapchat|celebrity|twitch|patreon) (leaks?|leaked|nudes?|free content|leaked nudes?|sex|premium free)
m (leaked|deepfake|deep fake|ai|fake) (nudes?|porn|sex tapes?|undress(er|ing)?|nude generator|clothes remover)
m (undress|nudify|clothes remover|remove clothes) (ai|app|photo|online|free|girl|generator|from)
m (rule ?34|r34|e621|gelbooru|nhentai|hanime|ecchi|yiff|nsfw)
m (strip|stripper|camgirl|cam girl|webcam|escort|lap dance|prostitute|hooker) (clubs? near|videos?|chat|sites?|live|show|girls?|near me|cams?|service|poker online)
m (hot|sexy|horny) (girls?|milfs?|moms?|women|teens?|boys?|singles?|babes?|stepmom|stepsister|teachers?) (no clothes|naked|bikini pics|near me|in your area|twerking|undressing|chat|videos?|in (bikini|lingerie|underwear))
`,
  drugs: `
l+ <how> (stop|quit|give up|come off|say no|get off|cut down) ~ (weed|smoking|vaping|drugs|cannabis|cocaine|ketamine|ket|drinking|vape|alcohol)
l+ <friend> ~ (addicted|overdosed|overdosing|overdose|addict|took too many|taking|takes|smokes|smoking|selling|sells|on) ~ (drugs?|weed|pills|cocaine|ketamine|ket|heroin|spice|cannabis|mdma|xanax|crack)
l+ (addicted to|addiction to|hooked on|cant stop) [taking |smoking |using ](drugs|weed|vaping|vapes|cocaine|ketamine|ket|cannabis|alcohol|drinking|nicotine|pills)
l+ (drug|alcohol|cannabis|weed|vape|nicotine) (addiction|problem) (help|support|helpline|advice)
m (buy|buying|where to (buy|get|find)|where can i (buy|get|find)|order|get|selling|sell|cheap|find|score) [some |cheap |uk |good |my ](<drug>)
m <how> ~ (buy|get|find|sell|deal|order|smuggle|grow|make|cook|extract|roll|smoke|take|snort|inject|mix|vape|crush|use|do|produce|synthesize) [a |some |my own |your own |good ](<drug>|a (joint(?! (of|replacement|account|venture))|spliff|blunt)|joints|spliffs|blunts)
m <how> ~ (get|getting) (high|stoned|baked|wasted|buzzed) (now|tonight|today|alone|before|after|naturally|safely|at|off|on|from|with|without|fast|quick|using|in|home|legally|for free|easily|on your)
m <how> ~ (get|getting) (high(?= $)|stoned)
m <how> ~ (pass|cheat|beat|fake) [a |my ](drug|urine|hair) test
m (<drug>|drug|drugs) (dealers?|plug|plugs|for sale|near me|online uk|delivery|menu|telegram|shop uk|price per|prices uk|darknet|dark web|carts?|edibles recipe)
m <how> ~ (become|be|find) [a |my local ](drug|weed|county lines) (dealer|dealing|runner|plug)
m (<drug>) [~ ](for sale|online (uk|shop|delivery)|next day delivery|near me)
m (thc|dab|weed|spice|cbd) (vapes?|carts?|pens?|gummies|edibles)
m (best way|best ways|safest way|first time) ~ (take|taking|do|doing|smoke|smoking|try|trying|use|using) (<drug>)
m (laughing gas|nos|nitrous|poppers|balloons|lean|dxm|cough syrup|nutmeg|glue|aerosol|petrol|benadryl|whippets) (high|trip|to get high|buy canisters|recipe drug|sniffing|recreational)
m <how> ~ (hide|smuggle|sneak) ~ (vapes?|weed|drugs?|alcohol|vodka) ~ (school|parents|mum|teachers?|from|room|smell)
mml <how> ~ (buy|get) ~ (vapes?|alcohol|vodka|cigarettes|beer) ~ (under 18|underage|without id|fake id|1\\d)
`,
  hate: `
m i [really |fucking |just |so |absolutely ](hate|despise|cant stand|loathe) [all |those |these |stupid |the |dirty ](<people>)
m why (are|do|is) [all |the |most ](<people>) [so |all |always ](evil|stupid|dirty|bad|inferior|ugly|smelly|lazy|criminals?|disgusting|annoying|violent|terrorists?|subhuman|ruining|taking over|rats|thieves|greedy|weird|mental|worse|steal|lie)
m (<people>) [people ](should|must|need to|deserve to|ought to) [all |be |just ](die|be killed|killed|be shot|shot|gassed|be gassed|be deported|burn|hang|leave|go back)
m (<people>) (are|is) [all |so |just |such ](inferior|superior|evil|vermin|subhuman|animals|scum|filth|disgusting|rats|monkeys|parasites|trash|better than|less intelligent|a disease|stupid|terrorists)
m (<people>) ~ (inferior|vermin|subhuman|should be shot|should die)
m (racist|antisemitic|anti semitic|homophobic|islamophobic|sexist|transphobic|holocaust|nazi|9 11|slavery|ethnic|disabled|rape|gypsy|jew|n word|paki|down syndrome|autism|autistic|george floyd) (jokes?|memes?|puns?|songs?|slurs list|insults|roasts)
m (jokes?|memes?|insults?|slurs?) (about|against|on|for|to call) (<people>)
m <how> ~ (be|become|get away with being|sound) [a |more ](racist|homophobic|sexist|antisemitic|nazi|islamophobic|transphobic|misogynist|misogynistic)
m (holocaust|shoah) (never happened|didnt happen|is fake|is a lie|was fake|hoax proof|is a hoax)
m women (belong in the kitchen|are property|should not vote|deserve (it|rape|to be)|should obey)
`,
  bullying: `
m+ (i am|im|am i|i was|i get|i keep getting|being|getting|been|my <friend> is) [being |getting |always ](bullied|picked on|teased|cyberbullied|cyber bullied|harassed|left out)
l+ <how> (stop|report|deal with|cope with|stand up to|tell|handle|block) ~ (bully|bullies|bullying|bullied|cyberbullying|cyber bullying|harassment)
m+ (people|everyone|girls|boys|kids|they|someone|class) ~ (calling|call|calls|called|bully|bullies|bullying|making fun of|make fun of|laugh at|laughing at|picking on|pick on|spreading|ignore|ignoring|ganging up on|hate|hates|post|posting|made a fake account) ~ (me|names|rumours about me|lies about me)
l+ (i have|ive got|ive|got|have) (no|zero|0|no real) friends
l+ (nobody|no one|noone|everyone|everybody) (likes|hates|cares about|talks to|wants to be friends with) me
m+ (fake|hate) (account|page|profile) ~ (of|about) me
m <how> [to ](bully|cyberbully|humiliate|intimidate|torment|harass|blackmail|catfish|dox|doxx) [a |my |other |the ](someone|somebody|people|girl|girls|boy|boys|kid|kids|friend|teacher|teachers|ex|sister|classmate|classmates|him|her|them|person)
m <how> ~ (make|get|convince|tell|force) ~ (someone|somebody|him|her|them|girl|boy|people|bully|my ex) [to ](kill (themselves|herself|himself|themself|themselve)|commit suicide|hurt (themselves|herself|himself)|cut (themselves|herself|himself)|self harm)
m (mean|meanest|worst|nasty|nastiest|cruel|hurtful|savage|evil|horrible) (insults?|things to (say|do)|comebacks|messages|roasts|nicknames|names to call|pranks) ~ (cry|someone|hurt|girl|boy|fat|ugly|people|kill|suicidal|her|him)
m <how> ~ (spread|start|make up) [a |some ](rumours?|rumors?|lies|gossip) ~ (about|of|on)
m <how> ~ (ruin|destroy|embarrass|make) (someones|a girls|my exs|her|his|their|someone) (life|reputation|cry|hate|feel)
m <how> ~ (make|create|set up) ~ (hate|fake) (page|account|profile) ~ (of|about|for) (someone|a|my|her|him|teacher|teachers|school)
`,
  gambling: `
l+ <how> (stop|quit|give up|get help with|recover from) ~ (gambling|betting|slots|loot boxes|bet)
l+ <friend> ~ (gambles|gambling|gambled|betting|bets|gamble)
l+ (gambling|betting) (addiction|problem|help|support|helpline|debt)
l+ (addicted to|cant stop) (gambling|betting|slots|loot boxes|crate)
mml (online|free|best|new|crypto|real money|uk|roblox|no id|bitcoin|top|mobile|live) (casinos?|slots?|roulette|blackjack|poker|betting|bookies|bookmakers|bingo for money|gambling) (sites?|games?|no deposit|no age|bonus|app|apps|real money|with|free|no|for|online|websites?|uk|play|unblocked|offers?|free spins)
mml (casino|casinos|slots|betting|gambling|roulette|blackjack) (sites?|apps?|websites?|no id|no age|bonus|free spins|real money|under 18|tips app|codes?|unblocked|online)
m <how> ~ (bet|gamble|gambling|betting|open a betting account|use bet365|play slots|enter a casino) ~ (under 18|underage|1\\d|without id|no id|fake id|at school|parents|age)
mml (free spins|no deposit bonus|bet365 sign up|paddy power sign up|skybet|free bets?|acca tips|betting tips|stake com|roobet|bloxflip|csgoroll|rbxflip)
mml (csgo|cs go|cs2|skin|skins|roblox|robux|fortnite|rust|fifa|crypto|limited|mm2) (gambling|betting|casino|case opening|crash|coin ?flip|coinflip)
`,
  bypass: `
m (unblocked|unblock|unblocker|unblockers) (games?|sites?|websites?|google sites|web|wtf|at school|for school|66|76|77|6969|999|911|premium|ez|link|links|minecraft|roblox|youtube|tiktok|discord|snapchat|instagram|netflix|movies?|music|videos?|1v1|slope|retro bowl|eaglercraft|browser|proxy|proxies|chat|ai|io games|everything|2\\d|on school|now gg|chromebook)
m (games?|slope|retro bowl|minecraft|roblox|fortnite|youtube|tiktok|discord|snapchat|instagram|netflix|run 3|shell shockers|cookie clicker|krunker|eaglercraft|subway surfers|basketball stars|1v1 lol|tunnel rush|geometry dash|among us|spotify|twitch|now gg|reddit|happy wheels|paper io|bitlife|friday night funkin|fnf|smash karts|papas|drift boss|chatgpt) (unblocked|not blocked|no block|without block|un blocked|that arent blocked|that are not blocked|bypass|that work at school)
m <how> ~ (bypass|get around|get past|get round|go around|go past|break|disable|turn off|remove|hack|avoid|delete|uninstall|trick|beat|evade|get through|get off|circumvent|defeat|exit|kill) ~ (school|securly|securely|goguardian|go guardian|lightspeed|smoothwall|senso|impero|netsupport|kerb|filter|filters|firewall|restrictions?|blocked (sites?|websites?)|wifi block|admin block|web filter|monitoring|parental controls?|screen time|family link|content keeper|blocksi|cisco umbrella|iboss|fortinet|fortiguard|linewize|dyknow|hapara|extensions?|safe ?search|restricted mode)
m <how> ~ (unblock|unlock|access|open|get on|get onto|play|use|watch|visit) ~ (blocked (sites?|websites?|games?)|websites? ~ school|games? (at|on|in) school|(youtube|tiktok|snapchat|instagram|discord|roblox|fortnite|minecraft|netflix|games) (at|on|in) [a |my |the ]school|sites? on [a |my |the ]school)
m (free|best|good|online|chrome|school|unblocked|fast|no download|working|top) [free |working |web |online |good |unblocked ](vpn|vpns|proxy|proxies|proxy sites?|web proxy|proxy server list)
m (vpn|vpns) (extension|free|for (school|chromebook|chrome|kids)|unblocked|no download|without download|download|that works?|chrome|browser|at school|apk|free no|unlimited|crack)
m (proxy|proxies|proxys|web proxy) (sites?|links?|list|unblocked|websites?|browser|for school|that works?|online free|at school|2\\d|extension|unblocker)
m (ultraviolet|interstellar|holy unblocker|rammerhead|scramjet|croxyproxy|croxy proxy|nebula|doge unblocker|selenite|shadow|titanium network|womginx|utopia|kazwire|space|artclass|incognito proxy|hypertabs|emerald|frogie|truffled|gn math|3kh0|duckmath|monkeygg2|petezah|ubg\\d*|tyrone|vapor) (proxy|proxies|unblocker|unblocked|links?|games|network|ubg|discord links?|github links?)
m= croxyproxy|holy unblocker|psiphon|ultrasurf|unblocked|unblocker|unblockers|web proxy|proxysite|nordvpn|protonvpn|hola vpn|tor browser|free vpn|vpn free|ubg|urban vpn
m (tor|onion) (browser|links?|sites?) (download|install|chromebook|online|free|portable|school|unblocked|windows|links)
m (download|install|get|use) [the ](tor browser|psiphon|ultrasurf|hotspot shield|tunnelbear|hola|nordvpn|protonvpn|urban vpn|vpn)
m (dark|deep) web (links?|sites?|access|how to|browser|search engine)
m (history|tab|screen|teacher) (hider|cloaker|cloak|about blank cloaker)
m (school chromebook|chromebook|school laptop|school computer) (exploits?|hacks?|jailbreak|bypass|unenroll|unenrollment|unenrolment|developer mode ~ (enable|school)|skiovox|sh1mmer|shimmer|ltbeef|ltmeat|dextensify|blooket hacks)
m (sh1mmer|shimmer|ltbeef|ltmeat|skiovox|dextensify|sh1ttyoobe|e-halcyon|icarus) (exploit|chromebook|download|unenroll|extension|killer)
`,
}
