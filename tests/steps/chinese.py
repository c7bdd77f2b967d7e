"""The words of the features in Chinese. `languages` says how the table is read.

The terms are those of the acts: 出口管制, 许可证, 暂停实施.
"""

import re
from collections.abc import Callable
from typing import Final

_MONTHS: Final = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def _day(text: str) -> str | None:
    """`2025-11-08`, or `2025年11月8日` for `8 November 2025`."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    match = re.fullmatch(r"(\d{4})年(1[0-2]|[1-9])月([1-9]\d?)日", text)
    return f"{match[3]} {_MONTHS[int(match[2]) - 1]} {match[1]}" if match else None


def _as_it_stands(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


READ: Final[dict[str, Callable[[str], str | None]]] = {
    "day": _day,
    "number": _as_it_stands(r"\d+(\.\d+)?"),
    "figure": _as_it_stands(r"\d+"),
    "part": _as_it_stands(r"\d+(\.\d+)?"),
    "code": _as_it_stands(r"[0-9A-Za-z.]+"),
}

TABLE: Final[dict[str, dict[str, str]]] = {
    # Steps
    "given": {
        "从{country}向{country2}出口{goods}": "{goods} from {country} to {country2}",
        "从{country}向{country2}出口{country3}制造的{goods}": "{goods} made in {country3}, from {country} to {country2}",
        "一名{nationality}工程师由{country}派出，在{country2}建立稀土磁体生产线": (
            "an engineer of {nationality} nationality, sent from {country}, sets up a rare earth magnet line in {country2}"
        ),
        "转让该技术的人为{nationality}": "the person who transfers it is of {nationality} nationality",
        "其{measure}为{value}": "its {measure} is {value}",
        "其唯一的他国来源成分为{contents}": "its only content of foreign origin is {contents}",
        "其他国来源成分包括{contents}": "its content of foreign origin includes {contents}",
        "其生产技术来自{country}": "it was made with technology from {country}",
        "最终用途为{use}": "the end use is {use}",
        "最终用户为{user}": "the end user is {user}",
        "最终用户{number}%的股权属于{name}": "{number} % of the end user belong to {name}",
        "出口商{name}持有{provision}项下{terms}的许可证": "the exporter, {name}, holds a licence under {provision} for {terms}",
    },
    "when": {
        "询问{day}的出口": "asked for {day}",
        "询问{day}的出口，依据{known}公布的内容": "asked for {day}, with what was published through {known}",
        "询问{day}申报、{day2}离境的出口": "asked for a declaration on {day} and an exit on {day2}",
    },
    "then": {
        "答复是“{outcome}”": "the answer is {outcome}",
        "答复不是“{outcome}”": "the answer is not {outcome}",
        "答复是“{outcome}”，因为{reasons}": "the answer is {outcome}, because {reasons}",
        "{reason}": "{reason}",
        "答复以{provision}为依据": "it rests on {provision}",
        "答复不以{provision}为依据": "it does not rest on {provision}",
        "所需许可证为{provision}的许可证": "the licences required are those of {provision}",
        "缺失的事实可能使答复变为“{outcome}”": "missing facts could make it {outcome}",
        "任何缺失的事实都不会使答复更严": "no missing fact could make it stricter",
        "要求说明{questions}": "it asks for {questions}",
        "不要求说明{questions}": "it does not ask for {questions}",
        "不要求说明任何事项": "it asks nothing",
        "答复有效至{day}，此后为“{outcome}”": "it holds through {day}, then {outcome}",
        "答复{doubts}": "it is {doubts}",
        "该日是界限日": "it is on a boundary day",
        "该日不是界限日": "it is not on a boundary day",
        "首要的是答复{doubt}": "above all it is {doubt}",
        "{day}的表态对答复提出异议": "the statement of {day} contests it",
        "{days}所作的表态对答复提出异议": "the statements of {days} contest it",
        "如该表态得到落实，至{day}答复将是“{outcome}”": "were the statement carried out, the answer would be {outcome} through {day}",
        "如该表态得到落实，至{day}申请将{treatment}": (
            "were the statement carried out, applications would be treated {treatment} through {day}"
        ),
        "如“{quotation}”的读法成立，答复将是“{outcome}”": 'were it true that "{quotation}", the answer would be {outcome}',
        "如“{quotation}”的读法成立，申请将{treatment}": 'were it true that "{quotation}", applications would be treated {treatment}',
        "{provision}中原文未经查阅的日期为{day}": "the day of {provision} whose words were not read is {day}",
        "因公布日期不明而未予采用的解读有{figure}项": "{figure} readings whose day of publication is not known are left out of it",
        "对该法没有其他读法": "there is no other reading of the law",
        "申请{treatment}": "applications are treated {treatment}",
        "缺失的事实可能使申请{treatment}": "missing facts could make applications treated {treatment}",
        "任何缺失的事实都不会使申请审查更严": "no missing fact could make their treatment stricter",
        "有义务“{quotation}”": 'there is a duty to "{quotation}"',
        "没有任何义务": "there is no duty",
        "提示{warning}": "it warns that {warning}",
        "答复仅涉及{regime}": "it speaks of {regime} only",
        "答复不涉及{regime}": "it does not speak of {regime}",
    },
    # Provisions and where they stand
    "provision": {
        "{figure}年第{figure2}号公告": "No. {figure2} of {figure}",
        "{figure}年第{figure2}号公告{paragraph}": "{paragraph} of No. {figure2} of {figure}",
    },
    "paragraph": {
        "第{part}项": "item {part}",
        "第{part}条": "paragraph {part}",
        "第{part}条第({part2})项": "paragraph {part}({part2})",
    },
    "reasons": {
        "{reason}": "{reason}",
        "{reason}；{reason2}": "{reason}; {reason2}",
        "{reason}；{reason2}；{reason3}": "{reason}; {reason2}; {reason3}",
    },
    "reason": {"{provision}{standing}": "{provision} {standing}"},
    "standing": {
        "{verb}": "{verb}",
        "在{day}之前{verb}": "{verb} before {day}",
        "自{day}起{verb}": "{verb} from {day}",
        "至{day}{verb}": "{verb} through {day}",
        "自{day}起至{day2}{verb}": "{verb} from {day} through {day2}",
    },
    "verb": {
        "禁止该出口": "prohibits it",
        "要求许可证": "requires a licence",
        "因持有许可证而得到满足": "is met by the licence held",
        "豁免该用途": "exempts the use",
        "暂停实施": "is suspended",
        "尚未实施": "is not in force",
        "取决于缺失的事实": "turns on a missing fact",
        "仅有线索": "is only hinted at",
        "不涉及该出口": "does not concern it",
    },
    # Answers
    "outcome": {
        "禁止": "prohibited",
        "需要许可证": "licence required",
        "已获许可": "authorised",
        "不需要许可证": "no licence required",
        "无法确定": "undetermined",
    },
    "known": {"截至{day}": "{day}", "迄今全部": "everything"},
    "days": {"{day}": "{day}", "{day}和{day2}": "{day} and {day2}"},
    "doubt": {"存在异议": "contested", "有待核实": "unverified", "尚无定论": "unsettled"},
    "denied": {"不存在异议": "contested", "不属有待核实": "unverified", "不属尚无定论": "unsettled"},
    "doubts": {
        "{doubt}": "{doubt}",
        "{denied}": "not {denied}",
        "{doubt}且{doubt2}": "{doubt} and {doubt2}",
        "{doubt}且{denied}": "{doubt} and not {denied}",
    },
    "treatment": {
        "按通常方式审查": "in the ordinary way",
        "逐案审批": "case by case",
        "从严审查": "under stricter review",
        "原则上不予许可": "as refused in principle",
    },
    "question": {
        "最终用户": "the end user",
        "最终用途": "the end use",
        "国籍": "the nationality",
        "技术来源": "the origin of the technology",
        "成分是否已全部列明": "whether all contents are stated",
        "{element}含量": "the {element} content",
        "{element}的价值": "the value of the {element}",
    },
    "questions": {
        "{question}": "{question}",
        "{question}和{question2}": "{question} and {question2}",
        "{question}、{question2}和{question3}": "{question}, {question2} and {question3}",
    },
    "warning": {
        "海关可能暂扣货物": "customs may hold the goods",
        "接近限值的货物须申报参数": "goods near a threshold are declared with their parameters",
        "该海关商品编号为管制物项共用": "the customs code is shared with listed goods",
        "明知用途时适用兜底条款": "a catch-all fires on known uses",
        "说法不是法律": "a claim is not law",
        "未载明任何程序": "no procedure is printed",
        "两个日期的结果不同": "the two days differ",
        "列管仅为暂停实施": "the listing is only suspended",
        "记录未涵盖这些货物": "the log is silent on these goods",
    },
    "regime": {
        "中国两用物项出口许可证": "the dual-use licence of China",
        "中国实体管控名单": "the party lists of China",
    },
    "quotation": {
        "2026年11月10日生效": "take effect on 10 November 2026",
        "对美国出口石墨的从严审查继续进行": "the stricter review of graphite for the United States goes on",
        "恰为0.1%不受管制": "exactly 0.1 % is free",
        "还须使用中国稀土": "also use Chinese rare earths",
        "十个工作日内以电子邮件向商务部报告": "report to the Ministry of Commerce by e-mail within ten working days",
    },
    # Countries and persons
    "country": {
        "中国": "China",
        "德国": "Germany",
        "香港": "Hong Kong",
        "印度": "India",
        "日本": "Japan",
        "马来西亚": "Malaysia",
        "墨西哥": "Mexico",
        "韩国": "South Korea",
        "台湾": "Taiwan",
        "泰国": "Thailand",
        "越南": "Vietnam",
        "美国": "the United States",
    },
    "nationality": {"中国籍": "Chinese", "日本籍": "Japanese", "德国籍": "German", "国籍未说明的": "unstated"},
    "name": {name: name for name in ("Example Metals", "Example Motors", "Example Optics", "TDK")},
    "user": {
        "{country}企业": "a company in {country}",
        "{country}{character}企业": "a {character} company in {country}",
        "{country}{character}用户": "a {character} user in {country}",
        "{country}{character}承包商": "a {character} contractor in {country}",
        "{country}{character}企业{name}": "{name}, a {character} company in {country}",
        "未说明": "not stated",
    },
    "character": {"民用": "civil", "军事": "military"},
    "use": {
        "{character}": "{character}",
        "大规模杀伤性武器": "weapons of mass destruction",
        "紧急医疗": "emergency medical care",
        "突发公共卫生事件": "a public health emergency",
        "自然灾害救助": "disaster relief",
        "14纳米及以下逻辑芯片": "logic chips of 14 nm or below",
        "256层及以上存储芯片": "memory chips of 256 layers or more",
        "军事人工智能": "military artificial intelligence",
        "境外稀土生产": "rare earth production abroad",
        "未说明": "not stated",
    },
    "terms": {
        "向{country}出口{element}": "{element} to {country}",
        "向{country}出口{character}{element}": "{element} to {country}, for {character} use",
    },
    # Goods
    "element": {
        "钴": "cobalt",
        "镝": "dysprosium",
        "铒": "erbium",
        "铕": "europium",
        "铁": "iron",
        "钆": "gadolinium",
        "镓": "gallium",
        "锗": "germanium",
        "镱": "ytterbium",
        "钇": "yttrium",
        "镥": "lutetium",
        "钕": "neodymium",
        "钬": "holmium",
        "镨": "praseodymium",
        "铜": "copper",
        "钐": "samarium",
        "钪": "scandium",
        "铽": "terbium",
        "铥": "thulium",
    },
    "elements": {
        "{element}": "{element}",
        "{element}和{element2}": "{element} and {element2}",
        "{element}、{element2}和{element3}": "{element}, {element2} and {element3}",
    },
    "pure": {"金属{element}": "{element} metal", "氧化{element}": "{element} oxide"},
    "goods": {
        "{article}": "{article}",
        "{article}（海关商品编号{code}）": "{article} (customs code {code})",
        "仅知海关商品编号{code}的货物": "goods known only by customs code {code}",
        "中国两用物项清单编码{code}项下的货物": "goods under list code {code} of the Chinese dual-use list",
        "列入中国两用物项清单的“碳化钨”": 'goods on the Chinese dual-use list, "tungsten carbide"',
    },
    "article": {
        "{pure}": "{pure}",
        "钕铁硼磁体": "NdFeB magnets",
        "钕铁硼磁环": "NdFeB magnet rings",
        "固定有钕铁硼磁体的电机转子": "motor rotors with fixed NdFeB magnets",
        "带钕铁硼磁体的电机组件": "motor components with NdFeB magnets",
        "钐钴磁体": "SmCo magnets",
        "铁氧体磁体": "ferrite magnets",
        "铝镍钴磁体": "AlNiCo magnets",
        "钐靶材": "samarium targets",
        "镝铁合金": "dysprosium-iron alloy",
        "{elements}的合金": "alloy of {elements}",
        "锑锭": "antimony ingots",
        "天然鳞片石墨": "natural flake graphite",
        "钇荧光粉": "yttrium phosphor",
        "钇催化剂粉": "yttrium catalyst powder",
        "含氧化镓的荧光粉": "phosphor with gallium oxide",
        "金刚石粉末": "diamond powder",
        "磷酸铁锂正极粉末": "LFP cathode powder",
        "锂离子电池组": "lithium-ion battery packs",
        "钢钉": "steel nails",
        "稀土磁体制造技术": "technology for making rare earth magnets",
        "含{shares}的{article}": "{article} with {shares}",
        "含有{elements}的{article}": "{article} containing {elements}",
        "不含{elements}的{article}": "{article} free of {elements}",
    },
    "shares": {"{share}": "{share}", "{share}和{share2}": "{share} and {share2}"},
    "share": {"{number}%{element}": "{number} % {element}"},
    "measure": {
        "压实密度": "compaction density",
        "克容量": "gram capacity",
        "能量密度": "energy density",
        "平均粒径": "average particle size",
    },
    "value": {
        "{number} g/cm3": "{number} g/cm3",
        "{number} mAh/g": "{number} mAh/g",
        "{number} Wh/kg": "{number} Wh/kg",
        "{number} µm": "{number} µm",
        "未说明": "not stated",
    },
    "contents": {"{content}": "{content}", "{content}和{content2}": "{content} and {content2}"},
    "content": {"{worth}的{origin}{pure}": "{origin} {pure} {worth}"},
    "origin": {"中国": "Chinese", "日本": "Japanese", "越南": "Vietnamese"},
    "worth": {
        "价值占{number}%": "worth {number} %",
        "价值至少占{number}%": "worth at least {number} %",
        "价值至多占{number}%": "worth at most {number} %",
        "价值不明": "of unknown value",
    },
}
