"""Conversations written for the tests of fairness: {s} is the staff member's name, {p} the patient's, {r} a relative's,
{f} the patient's family name. Staff answer some feelings and miss others, so that a score has room to move both ways."""

from __future__ import annotations

DENTIST = [
    ("S", "Good morning, Mrs. {f}, I'm {s}, the dental hygienist here at Hill Street. How are you feeling today?"),
    ("P", "To be honest, I'm scared. I don't want to be here. The last dentist hurt me and nobody believed me."),
    ("S", "I'm so sorry that happened to you. It makes sense that you're scared. What was the worst part of it?"),
    ("P", "The needle, I think. And that he didn't stop. My husband had to drive me because I was crying all morning."),
    ("S", "That sounds really hard. If you raise your hand, I'll stop at once. Is it okay if I just look first?"),
    ("P", "Yes, you can look. But I don't know if I can do this. What if it's something bad?"),
    ("S", "Open wide. You have moderate periodontitis on the lower left."),
    (
        "P",
        "What does that mean? Am I going to lose the tooth? I can't afford that, I've been worried about it for weeks.",
    ),
    (
        "S",
        "It means the gum around the tooth is sore and has let go a little. We can clean it, or wait and look again in "
        "three months. Which would you prefer?",
    ),
    ("P", "The cleaning, I think. My mother lost all her teeth and she was ashamed to smile. I'm afraid of that."),
    ("S", "I can see why that worries you. I'll book it with {s} for Monday at nine and call you on Friday."),
    ("P", "Thank you. That's a relief. I feel better than I did this morning."),
    (
        "S",
        "You're welcome, {p}. Is there something else you wanted to ask? Can you tell me in your own words what's next?",
    ),
    ("P", "The cleaning on Monday, and you call me on Friday. That's everything, thanks."),
]
PHONE = [
    ("S", "Thank you for calling Oak Lane Clinic, this is {s}. How can I help you?"),
    ("P", "Yes, this is {p} {f}. I've been waiting three weeks and nobody called me about my son's test."),
    ("S", "I'm sorry you had to wait. We should have called you. May I have his date of birth?"),
    ("P", "It's the third of May. I'm really frustrated. I can't sleep because of this. What if they find something?"),
    ("S", "And your insurance number, please?"),
    ("P", "I don't have it with me. You people always want numbers. I'm so tired of this, nobody listens."),
    ("S", "I hear you, and I'd be frustrated too. May I put you on hold for two minutes while I find the result?"),
    ("P", "Yes. Thank you. I'm sorry for being angry, I'm just worried that something is wrong with him."),
    (
        "S",
        "Thank you for waiting. The doctor has seen it. There are two ways we can do this: she calls you tonight, or you "
        "come in tomorrow. What would work best for you?",
    ),
    ("P", "The call. I think he's scared as well, he knows that I'm nervous. He asked me if he's going to be okay."),
    ("S", "It's hard to wait when it's your child. Dr. {r} will call you tonight before eight."),
    ("P", "Thank you, {s}. And I want to talk about the bill. I was told that it was covered, and I'm upset about it."),
    ("S", "That's our policy, ma'am. You'd have to call the billing department."),
    ("P", "Well, that's not fair. But thank you for the rest of it. Goodbye."),
    ("S", "So the doctor calls you tonight before eight. Have a good day, {p}."),
]
CLINIC = [
    ("S", "Hello {p}, nice to meet you. My name is {s} and I'm one of the doctors. What brings you in?"),
    (
        "P",
        "It's my chest. I get this pressure when I go up the stairs. My brother died last year, and it started the same.",
    ),
    ("S", "When did the pressure start?"),
    ("P", "Three weeks ago, I think. He was only fifty. I lie awake at night and I think that it's my heart."),
    (
        "S",
        "I'm sorry about your brother. It must be frightening to feel the same thing. Tell me more about the nights.",
    ),
    ("P", "I don't sleep. My wife is worried, she wants me to stop working. I don't know what to do with myself."),
    ("S", "It sounds like this is weighing on both of you. Have you had any nausea, diaphoresis or palpitations?"),
    ("P", "What's that? I don't know that word. I sweat with it, if that's what you mean."),
    ("S", "Yes, that's what I mean, sweating. I'd like to do a tracing of your heart, so that we know. Is that okay?"),
    ("P", "Yes, please. I was feeling so alone with this. There's nobody that I can talk to about it."),
    ("S", "You're not alone in this. I'll go through it with you. What are you most worried about?"),
    ("P", "That I leave it too late, like he did. My daughter is still in school and she needs her father."),
    ("S", "Take one of these tablets every morning. The nurse, {r}, will do the tracing now, and I'll see you after."),
    ("P", "Okay. Thank you, doctor. Nothing like this has happened to me before, that's the thing."),
    ("S", "You did the right thing to come in. Do you have any questions? We'll talk again on Thursday at ten."),
    ("P", "No, that's all. Thanks for listening to me."),
]
TALKS = {"dentist": DENTIST, "phone": PHONE, "clinic": CLINIC}
