/**
 * What worries a school, as English says it: phrases, one rule a line. First the severity (h, m or l; three of them are
 * for primary, secondary and older, `-` is none), then marks: `+` somebody speaks of their own trouble, `?` not where
 * it is homework, `=` only when nothing else is said. Spaces part words; `~` is up to three words in between, `[x ]`
 * may be left out, `<name>` is a list of contexts.ts. A text's 1000 is read as 10. No line tells how anything is done.
 */
import type { ThemeWords } from '../rule.ts'

export const EN: ThemeWords = {
  suicide: `
h+ i [just |really |only |do ](want|wanna|wana|wish|need|going|gonna) [to |i could |i was |i were ](die|be dead|dead|not (exist|wake up|be here|be alive)|disappear forever)
h+ i [just |really ](dont|do not|no longer|cant) [want to |wanna ](live|be alive|exist|be here)
h+ (dont|do not|never) (want to|wanna) (live|be alive|wake up|exist) (anymore|any more|again|any longer)
h+ (want to|wanna|want too|thinking (of|about)|thought about|think about|thoughts (of|about)|feel like|wanting to|urges? to|plan to|planning to|going to|gonna|trying to|tried to) [just ](kill|killing|unalive|unaliving|hang|hanging|end|ending) (<self>|it all|my life|your life)
h+ (wanna|want to|gonna|going to|i will|ill) (kms|end it all|unalive)
h+ (i|im|i am|im feeling|i feel|feel|feeling|am i|being) [so |really |very ]suicidal
h+ suicidal (thoughts?|feelings?|ideation|and)
h+ (better off|happier) (without me|if i (was|were|am) (dead|gone|not here))
h+ (no|any) (reason|point) (to live|in living|to be alive|in life|to carry on|in being alive)
h+ (cant|cannot|can not) (go on|carry on|live like this|take it) (any ?more|any longer|like this|much longer)
h+ (wish|wished) i (was|were) (dead|never born)
h+ (is it normal|ok|okay|wrong) to (want to die|think (about|of) (killing|suicide|dying))
m+ <friend> ~ (wants|wanted|want|going|tried|trying|threatening|threatened) to (die|kill|end|commit) ~ <self>
m+ <friend> ~ (is|was|are|feels|feeling|seems) [really ]suicidal
m+ <friend> ~ (wants|wanted|want) to die
l+ (suicide|suicidal) (help|helpline|hotline|support|charity|crisis|line|number|text line|chat help)
l+= suicide|suicidal|kms|kys|sewerslide|suicide thoughts|unalive
h <how> ~ (kill|killing|unalive|unaliving|hang|hanging|drown) <self>
h <how> ~ (commit|committing|do|doing|attempt|attempting) (suicide|sewerslide)
h <how> (end|ending|take|taking) (my|your|ur) [own ]life
h <how> ~ (die|dying) (fast|quick|quickly|painlessly|peacefully|easily|without pain|in [my |your ]sleep|on purpose|alone|tonight)
h (painless|easy|easiest|quick|quickest|fastest|peaceful|least painful|best) (way|ways|method|methods|death|deaths) [to |of |for ](die(?! (hair|hard|cut|cast|clothes|fabric))|dying(?! (hair|clothes|fabric))|death(?! valley)|suicide|kill <self>|commit suicide|overdose|end (it|my life|your life))
h (painless|least painful|peaceful) (way|ways) to go(?= $)
h (?<!(dumb|dumber|dumbest|10|thousand|million|hundred) )(ways|way) to die(?! (hair|hard|in the west))
h (ways|way) to (kill <self>|commit suicide|unalive)
h suicide (methods?|ways|techniques|instructions|kit|guide|pact|pill|pills|tutorial|plan ideas|forum|forums|website|websites|chat)
h (method|methods|ways|way) (of|for) suicide
h how (many|much) ~ (to|would|will|does it take to|till you|until you) [it take to ](overdose|od|die|kill (me|you|<self>))
h (lethal|fatal|deadly) (dose|amount|overdose) ~ (kill|die|<self>|suicide|myself|tablets|pills|sleeping)
h <how> ~ (write|writing|make) a suicide (note|letter)
h suicide (note|letter) (ideas|template|examples? for me|to my)
h <how> [to ](overdose|od)
h (kill|unalive) <self> (fast|quickly|tonight|now|without pain|painlessly|easily|at home|at school)
m (commit|committing) (suicide|sewerslide) (at|tonight|today|now|by|with|easily|fast)
`,
  'self-harm': `
m+ <how> (stop|quit|resist|avoid|not) ~ (<harm>|cutting|hurting)
h+ i [keep |just |always |have started |started |sometimes |want to |wanna |need to |feel like ](<harm>|cut|cutting|hurt|hurting|scratch|scratching|burn|burning|punish|punishing|hit|hitting) (myself|my self|my wrists?|my arms?|my legs?|my thighs?)
h+ (want to|wanna|need to|feel like|urge to|urges to|thinking about|thoughts of) (<harm>|cut|cutting|hurt|hurting|harm|harming|scratch) (myself|my self|again)
h+ (urge|urges|craving|need) to (cut|<harm>)
h+ i <harm>
m+ why do (i|people|teens|teenagers|kids|we) ~ (<harm>|(cut|hurt|hit|burn) <self>)
m+ <friend> ~ (<harm>|(cut|cuts|cutting|hurt|hurts|hurting|harms|harming|burns) <self>)
m+ [things to do |what to do |alternatives |distractions ](instead of|from|to) <harm>
m+ <harm> (recovery|help|support|relapse|urges?|addiction|distractions?|alternatives|scars? (cream|fade|heal))
l+= <harm>|cutting myself|self harm scars
m+ <how> ~ <harm>
m <how> ~ (hide|hiding|conceal|fake) ~ <harm>
h <how> ~ <harm> ~ (deeper|bleed|worse|hurt more)
h <how> [start |begin |secretly |do |try |properly |safely |go about |get into |not get caught |get away with ](?!cutting)<harm>(?! (scars?|cuts?|wounds?|recovery|help))
h <how> ~ (cut|cutting|hurt|hurting|burn|burning|harm|harming|scratch|bruise) (<self>(?! (a (slice|piece|bit of|cd|dvd|copy|cake|fringe|key|deal|break)|some|bangs|(out of|from|off|out) (a|the|photos?|pictures?|videos?|images?|background|from)|loose))|my wrists?|your wrists?|my arms?|your veins?|my veins?|wrists)
h (where|best place|best places) ~ (cut|hurt|burn|<harm>) <self>
m <how> ~ (hide|hiding|cover|conceal) ~ (cuts|self harm|selfharm|scars|cutting|sh scars|burns) ~ (from|on|parents|mum|mom|dad|teacher|teachers|arms?|wrists?|thighs?)
m <harm> (methods?|tips|ideas|pics|pictures|photos|videos|tools|techniques|challenge|tutorial|aesthetic|forum|tumblr|ways|with|places|websites?)
m (cut|cutting|slit|slitting) (my|your|ur|the) (wrists?|veins?)
m [blue ]whale challenge (tasks|list|rules|how)
`,
  eating: `
m+ <friend> ~ (makes|making|made|starves|starving|is starving|throws up|throwing up) (herself|himself|themselves|themself|after|her food|his food)
m+ <friend> ~ (anorexic|anorexia|bulimic|bulimia|eating disorder|not eating|wont eat|stopped eating)
m+ (i|ive|i have|have i|do i|i think i) [think i |might |may |do ](have|got|am|got an|have an) (anorexia|anorexic|bulimia|bulimic|an eating disorder|eating disorder|ed)
m+ (do i have|have i got) [an |a ](eating disorder|anorexia|bulimia|ed)
m+ (hate|hating) my (body|fat|weight|stomach|thighs)
m+ i (cant|cannot|dont|do not) (stop|eat|want to eat) ~ (throwing up|purging|binging|bingeing|binge|starving|anymore|any more|without feeling guilty|in front of)
m+ <how> (stop|recover|beat|overcome|get over|quit) ~ (binge eating|binging|bingeing|purging|bulimia|anorexia|restricting|starving|throwing up|eating disorder)
m+ (scared|afraid|terrified|guilty|anxious) (of|about|after|for|to) (eating|eat|food|gaining weight)
m+ (eating disorder|anorexia|bulimia|anorexic|ed|binge eating) (help|recovery|support|stories|relapse|charity|quiz|test|treatment)
l+= anorexia|bulimia|anorexic|eating disorder|eating disorders
m (thinspo|thinspiration|meanspo|bonespo|thinspogram|fitspo bones|ana buddy|ana buddies|pro ana|proana|pro anna|pro mia|promia|ana tips|ana diet|mia tips|anorexia tips|ana rules|ana coach|edtwt|skinni)
m <how> ~ (become|be|get|turn|go) (anorexic|anorexia|bulimic|bulimia|skin and bones|size zero|an eating disorder|underweight|skinny in a week)
m <how> ~ (make|making|force|forcing) (<self>|me) (throw up|vomit|sick|puke|purge)
m <how> ~ (starve|starving) <self>
m <how> ~ (hide|fake|lie about|pretend) ~ (not eating|eating|eating disorder|weight loss|food|meals) ~ (from|parents|mum|mom|dad|teachers?|to)
mml <how> ~ lose (\\d+ ?(kg|lbs?|pounds|stone)|a stone|loads of weight|all my weight) in (a|one|1|2|two|3|three|\\d+) (week|weeks|days|day)
m (how long|how many days) can (i|you) (go without|not|live without) (eating|eat|food)
m (laxatives?|diet pills|weight loss pills|ozempic) (to lose|for weight|abuse|for (teens|kids|1\\d)|under 1\\d)
m (water fast|starvation diet|500 calorie|300 calorie|400 calorie|200 calorie) ~ (teen|teens|age 1\\d|1\\d year|lose|diet|day)
`,
  exploitation: `
h+ (someone|somebody|man|guy|boy|stranger|he|she|they|people|person|ex|boyfriend|bf) ~ (asked|asking|asks|wants|pressuring|forcing|begging|keeps asking) ~ (nudes?|naked (pics?|photos?|pictures?)|(pics?|pictures|photos) of my body|sexy pics?)
h+ (blackmail|blackmailing|blackmailed|sextort|sextorting|sextorted|sextortion|threatening|threatens|threatened) ~ (me|my|nudes?|pics?|pictures|photos|leak|share|post)
h+ (am i|is my <friend>|is she|is he|was i|i was|i am|im|being|getting|been) [being |getting |been ]groomed
h+ (shared|leaked|posted|sent|sending|spread|spreading|sharing|leaking) ~ my (nudes?|pics|private (pics|photos))
h+ (get|getting|take|taking|remove|delete|report) ~ (my )?(nudes?|naked (pics?|photos?)) ~ (down|removed|off|deleted|leaked|internet)
h+ i (sent|have sent|just sent|accidentally sent) [him |her |someone |a ]~ (nudes?|naked)
h+ (an|a|this) (older|old|grown|adult|creepy|strange) (man|guy|men|person|boy|adult) ~ (messaging|messages|texting|talking to|following|contacting|dming|adding|wants to meet)
h+ my (uncle|dad|stepdad|step dad|brother|cousin|grandad|coach|teacher|tutor|mums boyfriend|step brother|mum|father|friend) ~ (touches|touched|touching|raped|abused|abuses|molested|molests|undresses) (me|my)
h+ (teacher|coach|man|someone|he|boy|adult|guy) (touched|touches|touching|raped|molested|assaulted|groped) me
h+ i (was|got|have been|think i was|am being|am getting|been) (raped|molested|sexually (abused|assaulted)|abused|trafficked|groped|touched|sa)
h+ <friend> ~ (being groomed|is groomed|was raped|sent nudes|being sexually|sex trafficked)
h+ what (to do|should i do|can i do|happens) ~ (nudes?|leaks? my|sextort|groom|grooming|molest|raped)
h (child|kid|kids|children|underage|preteen|pre teen|minor|minors|schoolgirl|little (girl|girls|boy)) (porn|porno|pornography|nudes?|sex|xxx|naked|nude)
h (teen|teens|teenage|young|1[0-7] year old|year \\d+) (nudes?|nude|naked)
h (nude|naked|sexy) (teens?|teenagers?|kids|minors|schoolgirls?|1[0-7] year olds?|year \\d+)
h <how> ~ (sell|selling|make money from|make money with) ~ (nudes?|feet pics?|foot pics?|feet|my body|pictures of my feet|pictures of myself|underwear)
h (sell|selling|buy|buying|trade|trading) [my |your ](nudes?|feet pics?|used (underwear|knickers)|my body)
m <how> ~ (send|sending|take|taking) [good |better |a |my |sexy |him |her ](nudes?|naked (pics?|selfies?|photos?))
h <how> ~ (get|getting|make|convince|trick|ask|blackmail|force) ~ (girl|girls|boy|boys|her|him|someone|people|kids|ex|crush) ~ (nudes?|naked|undress|strip|sex)
h (meet|meeting|date|dating|find|chat with|talk to|hook up with) ~ (older|grown|adult) (men|man|guys|women|people|boys|adults) ~ (online|age|under|for|near|1\\d|teen)
h <how> ~ (meet|date|find|hook up with) ~ (adults?|older (men|man|guys|women)) ~ (sex|online|me|1\\d|hook)
h (sugar (daddy|daddies|mummy|mommy|baby)) ~ (1[0-7]|under 18|teens?|teenage|year old|for girls)
h (onlyfans|only fans) ~ (under 18|underage|1[0-7]|without id|fake id)
h (groom|grooming) (a|kids|children|minors|girls|boys|little) (child|girl|kid|minor|girls|online)?
`,
}
