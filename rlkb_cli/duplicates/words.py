"""What single words do in a question: which carry meaning, which only hold it together.

Tables for English, written for questions of research and of everyday life.  A word that is in none of them,
of any language, carries meaning.
"""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _map(text: str) -> dict[str, str]:
    """A table of `word: what it stands for`, `|` between the entries."""
    entries = (entry.partition(":") for entry in text.split("|"))
    return {word.strip(): meaning.strip() for word, _, meaning in entries}


DROPPED = _set("""
a an the this that these those there here be am is are was were been being do does did done have has had
having get gets got getting going doing making getting going doing making can could may might will would
shall i me my mine myself we us our ours ourselves you your yours yourself one ones it its itself they
them their theirs themselves someone somebody anyone anybody everyone people person to of s t as so then
else ever oh please etc ok which what who whom whose how why when where also too just actually really
exactly basically simply truly very quite rather even own some any such genuinely merely indeed kind sort
type
""")
"""Words that say nothing by themselves: articles, auxiliaries, pronouns, question words, fillers."""

LIGHT = _set("""
only always necessarily often frequently usually generally typically normally commonly sometimes mainly mostly
currently nowadays now today still already all every each many numerous most several various different
certain much more existing possible possibly likely able need use way thing overall entirely completely
fully effectively properly easily quickly automatically main major simple whole real particular specific
start try want like help let give take make go come become happen work individual
utilize
""")
"""Words that change little: left over on one side, they do not make another question."""

MARKERS = _set("""
in on at by for with from into onto over under through during before after within without among between
across since until about against near via using when while whenever if unless because than like despite
except beyond along inside outside toward towards upon per
""")
"""Words that say how what follows them hangs together with the rest."""

TELLING = _set(
    "before after without against unless despite except until instead under below above beyond since"
)
"""Markers that turn the meaning: both questions have them, or neither."""

COORDINATORS = frozenset(["and", "or", "/", "&", "vs", "versus", "v", "nor"])
NEGATIONS = _set(
    "not no never none nobody nothing nowhere neither nor cannot hardly barely scarcely without unable n't"
)
MOODS = {
    **dict.fromkeys(["should", "must", "ought", "shall"], "should"),
    **dict.fromkeys(["did", "was", "were"], "past"),
    **dict.fromkeys(["do", "does", "is", "are", "am"], "present"),
    "will": "future",
    **dict.fromkeys(["this", "these", "following"], "this"),
    "your": "your",
}
"""Words that set what is asked in another light, and what they have in common."""

YES_NO = _set(
    "can could may might will would shall should must do does did is are was were am has have had ought"
)
QUESTION = frozenset(["what", "which", "who", "whom", "whose", "how", "why", "when", "where"])
DEGREES = _set(
    """
many much long old far often frequently big large high tall fast quickly rapidly likely common deep expensive good bad
strong well
"""
)
PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"])
PRONOUNS = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}

NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen", "twenty",
        ]
    )
} | _map("""
thirty: 30 | forty: 40 | fifty: 50 | sixty: 60 | seventy: 70 | eighty: 80 | ninety: 90 | hundred: 100 |
thousand: 1000 | million: 1000000 | billion: 1000000000 | dozen: 12 | single: 1 | once: 1 | twice: 2 |
double: 2 | dual: 2 | triple: 3 | half: 1/2 | both: 2 | first: 1st | second: 2nd | third: 3rd | fourth:
4th | fifth: 5th | sixth: 6th | seventh: 7th | eighth: 8th | ninth: 9th | tenth: 10th | eleventh: 11th | twelfth: 12th |
thirteenth: 13th | fourteenth: 14th | fifteenth: 15th | sixteenth: 16th | seventeenth: 17th | eighteenth: 18th |
nineteenth: 19th | twentieth: 20th | hundredth: 100th
""")
"""Number words and what they stand for."""

CAPITALS = {"IT": "infotech", "US": "usa", "USA": "usa", "WHO": "whealthorg"}
"""Names that are small words where they are not in capitals, and an unmistakable spelling of them."""

PREFIXES = frozenset(["pre", "multi", "non", "semi", "anti", "meta", "hyper", "micro"])
"""Beginnings of words that are also written apart: `pre training`."""

SLIPS = _map("""
teh: the | hte: the | thier: their | wich: which | whcih: which | waht: what | wat: what | hwo: how | u:
you | ur: your | r: are | n: and | becuase: because | beacuse: because | wiht: with | whith: with |
wihtout: without | witout: without | taht: that | thsi: this | gonna: will | wanna: want | shoud: should |
shuold: should | coud: could | dont: not | doesnt: not | cant: not | isnt: not | arent: not | wont: not |
didnt: not | whats: what | im: i | ive: i | thats: that | betwen: between | diffrence: difference |
freind: friend | bettter: better | thru: through | tho: though | pls: please | plz: please | thnx:
""")
"""Small words as they are often mistyped."""

ACRONYMS = """
ai: artificial intelligence | ml: machine learning | dl: deep learning |
nlp: natural language processing | rl: reinforcement learning | rl: rl training |
rl: reinforcement learning training | irl: inverse reinforcement learning | sft: supervised fine tuning |
sft: supervised finetuning | rlhf: reinforcement learning from human feedback |
rlaif: reinforcement learning from ai feedback | rlvr: reinforcement learning with verifiable rewards |
ppo: proximal policy optimization | dpo: direct preference optimization |
grpo: group relative policy optimization | llm: large language model | lm: language model |
slm: small language model | vlm: vision language model | mllm: multimodal large language model |
plm: pretrained language model | cot: chain of thought | tot: tree of thoughts |
icl: in context learning | rag: retrieval augmented generation | moe: mixture of experts |
kl: kullback leibler | peft: parameter efficient finetuning | peft: parameter efficient fine tuning |
lora: low rank adaptation | prm: process reward model | orm: outcome reward model |
mcts: monte carlo tree search | mdp: markov decision process |
pomdp: partially observable markov decision process | sgd: stochastic gradient descent |
cnn: convolutional neural network | rnn: recurrent neural network | gnn: graph neural network |
dnn: deep neural network | ann: artificial neural network | nn: neural network |
mlp: multilayer perceptron | mlp: multi layer perceptron | lstm: long short term memory |
lstm: long short term memory network | gan: generative adversarial network |
vae: variational autoencoder | vit: vision transformer | svm: support vector machine |
pca: principal component analysis | em: expectation maximization | mle: maximum likelihood estimation |
mcmc: markov chain monte carlo | td: temporal difference | kg: knowledge graph | qa: question answering |
ner: named entity recognition | ir: information retrieval | asr: automatic speech recognition |
tts: text to speech | nmt: neural machine translation | ocr: optical character recognition |
hci: human computer interaction | agi: artificial general intelligence | ood: out of distribution |
kv: key value | bc: behavior cloning | sae: sparse autoencoder | api: application programming interface |
gpu: graphics processing unit | cpu: central processing unit | os: operating system | db: database |
dbms: database management system | sql: structured query language | ui: user interface |
ux: user experience | gui: graphical user interface | vm: virtual machine | iot: internet of things |
ar: augmented reality | vr: virtual reality | pc: personal computer | gdp: gross domestic product |
usa: united states of america | usa: united states | usa: u s a | usa: u s | uk: united kingdom |
eu: european union | un: united nations | whealthorg: world health organization |
ceo: chief executive officer |
hr: human resources | roi: return on investment | vc: venture capital |
ngo: nongovernmental organization | cbt: cognitive behavioral therapy |
adhd: attention deficit hyperactivity disorder | ptsd: post traumatic stress disorder |
ocd: obsessive compulsive disorder | dna: deoxyribonucleic acid | rna: ribonucleic acid |
bmi: body mass index | mri: magnetic resonance imaging | eeg: electroencephalography |
std: sexually transmitted disease | iq: intelligence quotient | phd: doctor of philosophy |
mba: master of business administration | nyc: new york city | sf: san francisco | la: los angeles |
wwii: world war ii | wwii: world war 2 | wwii: ww2 | wwii: 2nd world war | wwi: world war i |
wwi: world war 1 | wwi: ww1 | wwi: 1st world war | ev: electric vehicle | tv: television |
co2: carbon dioxide | faq: frequently asked questions
""".strip()
"""Acronyms in lower case and what they are short for, `|` between them."""
