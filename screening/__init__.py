"""The secretariat's screening: 利益相反, 採点, 足切り, 加点, 順位, 予算配分, 交付・不交付決定."""
