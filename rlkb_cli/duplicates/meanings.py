"""Words and phrases that mean nearly the same in a question, and those that mean the opposite.

Groups are small and cautious: a wrong one makes two questions one.
"""

SYNONYMS = """
modify change alter update|subset fraction portion|skill ability capability|phase stage
find discover detect identify sense perceive|follow obey|ignore disregard neglect overlook
steer guide direct|create generate produce yield cause trigger|retain preserve maintain
harm hurt damage impair|improve enhance boost increase raise|reduce lower decrease lessen diminish cut
big large huge|small little tiny|plain vanilla|replace substitute|fast quick rapid speedy|slow slower
larger bigger|faster quicker|hard difficult tough|easy easier|begin start commence|end finish|stop halt
buy purchase|fix repair mend solve resolve|error mistake|bug defect|fault failure
method technique approach|purpose aim goal objective|effect impact influence affect
important significant crucial|essential necessary required vital|advantage benefit pro
disadvantage drawback con downside|common frequent|rare uncommon|distribute allocate|imitate mimic
delete remove eliminate erase|collapse|choose select pick|explain clarify|show demonstrate reveal
prove verify|predict forecast anticipate|measure quantify|evaluate assess|compare|combine merge
divide split|connect link|build construct develop|destroy|design|teach instruct|learn
understand comprehend grasp|remember recall memorize|think believe|guess|answer reply respond|ask
talk speak|tell|job career|salary wage pay income|money cash|company firm corporation|movie film
car automobile|kid child|student pupil|teacher|doctor physician|illness disease sickness
drug medicine medication|picture photo image photograph|phone cellphone smartphone mobile
laptop notebook|website site webpage|application app|program software|computer|house home|city town
country nation|journey trip travel|holiday vacation|shop store|street road|food|meal
near nearby close neighboring adjacent|unseen new novel|unfamiliar unknown|annotation label|quality
performance|productivity|robust resilient|better stronger superior
good best great top greatest finest interesting amazing awesome|stable steady|consistent
accurate precise|correct right|wrong incorrect|full complete entire whole|part component
sort order ordering|determine decide|surpass exceed outperform beat|compete match rival
obtain acquire gain|require need|allow permit enable|prevent avoid|protect shield guard|defend
abandon leave quit|reject refuse decline deny|accept|agree|argue dispute|encourage motivate
discourage deter|attract draw|hide conceal|search seek|see view watch|access open|handle manage overcome
equation formula|collect gather|store save keep|transfer generalize carry-over|transform convert turn
grow expand|shrink contract|appear emerge arise|disappear vanish|occur happen|remain stay
contain hold include|exclude omit|weak weaken|strong strengthen strength|scarce|plentiful abundant
cheap inexpensive affordable|expensive costly|cost price|smart intelligent clever|stupid dumb foolish
happy glad|sad unhappy|angry mad|scared afraid frightened|beautiful pretty|rich wealthy|poor
famous popular well-known|strange weird odd|funny humorous|dangerous risky|safe secure|healthy|ancient
modern contemporary|future|current present|law rule|pattern regularity|curve|sequence series
strategy tactic|feedback critique|signal|data datum information info|knowledge|model|network net
parameter|weight|layer|token|prompt|test exam examination|result outcome|score grade mark|lecture course
college university|degree|math mathematics maths|world earth globe|ocean sea|mountain|rain|war conflict
politician|leader|president|government|election|vote|lose loss|win victory|fight battle|fail failed
succeed success|die death|kill murder|marry marriage|birth born|weightloss|fat overweight|tall height
old age|young|long length|deep depth|wide width broad breadth|heavy|faithful faithfully|rely depend
call name|permanent permanently|instantly immediately|eventually finally|recover restore retrieve
hack crack|reset|password passcode|account profile|block|download|install|upload
trustworthy reliable dependable|trust|annoying irritating|visit|drink|eat consume|cook prepare|bake
speed velocity|size|amount quantity|number|share|percent percentage %|rate|trend|gap difference|distance
explore investigate study|research|experiment|theory|idea concept notion|opinion view|thought
feeling emotion|tip advice suggestion|example instance|definition meaning mean
feature characteristic trait|type kind|topic subject|author writer|book novel|song music|story tale
picture|language|word|sentence|paragraph|text|collaborate cooperate|multistep multi-step
simultaneously concurrently|gradually progressively incrementally|sufficient enough adequate
additional extra further|particularly especially|approximately roughly|quickly rapidly swiftly|slowly
effective efficient|useful helpful valuable|harmful detrimental|actual real|fake false counterfeit
explicit overt|implicit covert|automatic automated|manual|conscious aware|beginner novice newbie
expert professional|mother mom mum mama|father dad|grandmother grandma|abroad overseas|apartment flat
baby infant newborn|lawyer attorney|fridge refrigerator|garbage trash rubbish|assist aid|inform notify
perform conduct execute|exploit leverage|alleviate mitigate relieve ease|accelerate hasten
amplify magnify|lengthen prolong extend lengthy|restrict limit constrain|monitor track|infer deduce
confirm validate|examine inspect|publish release|adapt adjust|emphasize stress highlight
hinder hamper impede obstruct inhibit|spark provoke|vary differ|persist last endure
similar alike analogous comparable|obsolete outdated|brief concise|vast enormous|final ultimate
sudden abrupt|vague unclear ambiguous|obvious evident apparent clear|toxic poisonous
contagious infectious|deadly lethal fatal|tired exhausted|brave courageous|quiet silent|loud noisy
obstacle hurdle barrier|problem issue trouble challenge difficulty|cure remedy treat treatment
probability likelihood odds|risk hazard danger|revenue earnings|industry sector|event incident
place location|region area zone|boundary border|evidence proof|tool instrument|device gadget|category
paper article|threshold cutoff|technology tech|employee worker staff|employer boss manager
colleague coworker|customer client|user|owner|friend|girlfriend|boyfriend
""".strip()
"""Groups of single words, `|` or a line end between them; the first of a group stands for it."""

PHRASES = """
lead to: cause | result in: cause | bring about: cause | give rise to: cause | able to: can |
capable of: can | rely on: use | make use of: use | get rid of: remove | find out: find |
figure out: find | deal with: handle | cope with: handle | carry out: perform | slow down: slow |
speed up: accelerate | go over: exceed | substitute for: replace | make money: earn money |
going to: will | go up: increase | go down: decrease | look for: search | give up: quit |
set up: install | make a difference: matter | play a role in: affect | have an effect on: affect |
have an impact on: affect | as well as: and | due to: because | because of: because | in order to: to |
so as to: to | such as: like | instead of: instead | rather than: instead | even if: if |
even though: though | as opposed to: versus | compared to: versus | compared with: versus |
in comparison to: versus | by means of: with | with the help of: with | with regard to: about |
at the same time: simultaneously | at once: simultaneously | out loud: aloud |
set off: cause | in parallel: simultaneously | a lot of: many | lots of: many |
a number of: many | a variety of: many | more than: over | greater than: over | less than: under |
fewer than: under | no longer: not | fail to: not | refuse to: not | lack of: without | free of: without |
each other: other | one another: other | as soon as: when | right now: now | at present: now | so far: |
these days: now | of all time: ever | all over the: in | in the world: ever | out of: from | or not: |
at all: | in general: | in practice: | in fact: | as a matter of fact: | have to: should |
need to: should | supposed to: should | ought to: should | used to:
""".strip()
"""What is said in several words, and the word that stands for it, if one does; `|` between them."""

OPPOSITES = """
positive negative|more less fewer|most least fewest|better worse|best worst|high low|higher lower
large small|larger smaller|increase reduce|raise lower|strengthen weaken|improve harm|tighten loosen
early late|earlier later|fast slow|faster slower|first last|first second third|before after|above below
over under|upper lower|inner outer|internal external|with without|for against|start end|begin finish
open close|add remove|enable disable|allow prevent|accept reject|succeed fail|advantage disadvantage
legal illegal|explicit implicit|convex nonconvex|online offline|supervised unsupervised|safe unsafe
necessary unnecessary|possible impossible|reliable unreliable|easy hard|strong weak|rich poor|good bad
hot cold|warm cool|dark light|old young|old new|ancient modern|public private|local global|male female
man woman|boy girl|husband wife|father mother|son daughter|brother sister|boyfriend girlfriend|he she
buy sell|lend borrow|give take|win lose|gain lose|attack defend|push pull|import export|encode decode
compress expand|expand shrink|growth decline|rise fall|cause prevent|love hate|true false|same different
always never sometimes often usually rarely|all some many most few every several none|minimum maximum
minimize maximize|shallow deep|narrow wide|sparse dense|static dynamic|linear nonlinear
random deterministic|depth width|short long|left right|north south|east west|north east|north west
south east|south west|input output|train test|forward backward|up down|single multiple|human machine
parent child|teacher student|employer employee|demand supply|cheap expensive|major minor|active passive
active inactive|visible invisible|known unknown|complete incomplete|correct incorrect|direct indirect
lock unlock|install uninstall|pack unpack|like dislike|agree disagree|appear disappear|connect disconnect
remember forget
""".strip()
"""Opposites: any two words of one group."""
