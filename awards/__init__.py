"""After the decision: 変更, 実績報告, 検査, 額の確定, 請求, 支払, 取得財産."""
