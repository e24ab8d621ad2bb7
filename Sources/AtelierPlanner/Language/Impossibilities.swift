/// Phrases that ask for what developing a photograph cannot do, in both languages.
enum Impossibilities {
  static let entries: [LexiconEntry] = [
    .init(
      .erase,
      "erase; photoshop; photoshop out; clone out; clone; inpaint; heal out; edit out; "
        + "crop out of existence; paint out; airbrush out; content aware; "
        + "take out of the picture; p掉; p走; p除; 抹掉; 抹除; 擦掉; 擦除; 涂掉; 消失; 抠掉; 修掉; 扣掉人; 抠除; 隐藏掉; "
        + "弄消失; 消失掉; 去除掉; p没; 消除掉; 抹去"),
    .init(
      .replace,
      "replace; swap; substitute; exchange; swap out; switch out; switch; change out; 换; 换掉; "
        + "替换; 替换成; 替换为; 换一个; 换成别的; 换个; 更换; 调换; 换上; 换一片; 换一张; 换一下; 替换掉"),
    .init(
      .move,
      "move; relocate; reposition; shift over; rotate the person; bring closer; enlarge the; "
        + "移动; 移; 挪; 挪动; 搬; 移到; 挪到; 搬到; 移开; 左移; 右移; 移一下; 往左移; 往右移; 往上移; 挪一下"),
    .init(
      .impossible(.alterPerson),
      "smile; smiling; laugh; laughing; younger; older; look younger; look older; "
        + "years younger; thinner; slimmer; skinnier; slim; slim down; taller; skinny; slimming; "
        + "bigger eyes; enlarge eyes; open her eyes; open his eyes; open their eyes; "
        + "open my eyes; close her eyes; close his eyes; close her mouth; eyes open; "
        + "eyes closed; face swap; swap faces; swap face; makeup; make up on; lipstick; haircut; "
        + "hairstyle; bald; muscular; muscles; six pack; lose weight; double chin; reshape; "
        + "face shape; nose job; smaller nose; bigger lips; body shape; longer legs; look happy; "
        + "look happier; happier; happy expression; facial expression; expression; frown; wink; "
        + "look at the camera; looking at the camera; age; aged; look thinner; look slimmer; "
        + "look sad; look angry; pregnant; pose; change her pose; waist; jawline; weight; "
        + "fatter; handsome; nose smaller; face smaller; face thinner; hair longer; longer hair; "
        + "blonde; blond; change gender; gender; 笑一笑; 笑一个; 微笑; 笑起来; 笑; 露齿笑; 年轻; 年轻点; 年轻一点; 年轻几岁; "
        + "变年轻; 变老; 老一点; 瘦; 瘦一点; 瘦点; 瘦脸; 瘦身; 瘦腿; 瘦腰; 大眼; 眼睛放大; 眼睛变大; 眼睛大一点; 睁眼; 睁开眼; 睁开眼睛; 眼睛睁开; "
        + "闭眼; 闭嘴; 化妆; 妆容; 口红; 换脸; 换头; 换衣服; 换装; 换身衣服; 换件衣服; 换套衣服; 换发型; 换个发型; 增高; 变高; 长高; 长腿; "
        + "拉长腿; 丰胸; 去皱; 去皱纹; 小脸; 鼻子变小; 高鼻梁; 表情; 看镜头; 姿势; 变胖; 变瘦; 肌肉; 腹肌; 双下巴去掉; 开心一点; 减肥; 美颜; "
        + "液化; 腰细; 腰细一点; 脸小一点; 脸变小; 换性别; 变性; 变帅; 胖"),
    .init(
      .impossible(.reimagine),
      "oil painting; painting; watercolor; watercolor painting; sketch; pencil sketch; "
        + "cartoon; anime; comic; comic book; pixel art; drawing; line art; 3d render; lego; "
        + "pixar; illustration; claymation; van gogh; picasso; manga; caricature; day to night; "
        + "day into night; night into day; night to day; into night; into nighttime; "
        + "into a night scene; into day; into winter; into summer; summer into winter; "
        + "winter into summer; make it snow; make it rain; look like it was taken at night; "
        + "ai art; stained glass; day for night; nighttime scene; turn it to night; "
        + "as if it was night; snowy scene; make it night; make it nighttime; look like night; "
        + "make it look like night; impressionist; pop art; origami; futuristic city; "
        + "into daytime; starry sky; starry night; generate; generate a; imagine; ai generate; "
        + "outpaint; extend the canvas; expand the image; extend the background; uncrop; 油画; 水彩; "
        + "水彩画; 素描; 卡通; 动漫; 动画; 漫画; 像素画; 国画; 水墨画; 水墨; 手绘; 插画; 简笔画; 梵高; 毕加索; 二次元; 3d建模; 乐高; 变成黑夜; "
        + "变成夜晚; 变成白天; 变成晚上; 白天变黑夜; 白天变成黑夜; 白天变晚上; 变成冬天; 变成夏天; 变成雪景; 变成夜景; 换成夜景; 换成黑夜; 换成夜晚; "
        + "换成白天; 改成夜景; 改成晚上; 改成黑夜; 改成白天; 下雪效果; 下雨效果; 星空; 扩图; 扩展画面; 延伸画面; 生成; 生成一张; 生成一个; 画成; 线稿; "
        + "转成夜景; 白天改成晚上; 夏天变冬天; 变成春天; 补全画面; 版画; 波普"),
    .init(
      .impossible(.upscale),
      "upscale; upscaled; 4k; 8k; higher resolution; super resolution; increase resolution; "
        + "increase the resolution; enlarge; enlarge it; double the size; double the resolution; "
        + "more megapixels; resolution; hi res; high res; high resolution; more pixels; 放大; 放大到; "
        + "超分; 超分辨率; 提高分辨率; 提升分辨率; 分辨率; 无损放大; 增加分辨率; 增加像素; 提高像素; 高清放大; 像素提高; 2k; 变高清; 高清修复; 提升像素"),
    .init(
      .impossible(.addText),
      "watermark to; add a watermark; add watermark; add our logo; add text; add a caption; "
        + "add a title; write; written; add the date; add a date; add a border; add a frame; "
        + "add border; put a border; date stamp; white border; black border; put text; "
        + "overlay text; add my name; add our name; signature; add the text; add a logo; "
        + "add the words; add a quote; captions; subtitles; 加水印; 加上水印; 加文字; 加上文字; 加字; 写上; 写字; "
        + "加标题; 加日期; 加上日期; 加边框; 加个边框; 加白边; 加个白边; 加上边框; 加logo; 打上水印; 加签名; 加字幕; 打字; 加上字; 加个水印; "
        + "加个文字; 加一行字; 加几个字; 加一句话; 题字; 加上签名; 加相框; 加个相框; 加个logo; 打水印; 写一行字; 配文; 配字"),
    .init(
      .impossible(.takeBack),
      "undo that; undo this; undo it; undo the last step; undo last step; undo my last step; "
        + "undo the last change; undo last change; undo my last change; undo the last edit; "
        + "undo the last one; undo my edits; undo the edits; undo everything; undo all; "
        + "undo your changes; undo the changes; undo changes; revert; revert that; revert it; "
        + "revert this; revert everything; revert the last change; revert the changes; "
        + "revert all changes; revert to the original; revert to original; roll back; rollback; "
        + "take that back; go back a step; step back; one step back; back to the original; "
        + "back to original; go back to the original; return to the original; "
        + "restore the original; reset everything; reset all; reset the photo; reset it; "
        + "go back to the previous version; previous version; 撤销; 撤消; 撤回; 撤销上一步; 撤回上一步; "
        + "撤销刚才的; 撤销修改; 撤销所有修改; 撤销全部; 回退; 回退一步; 退回; 退回上一步; 返回上一步; 回到上一步; 还原成原图; 还原原图; 恢复原图; "
        + "恢复原样; 恢复成原图; 回到原图; 返回原图; 变回原图; 复原; 全部重置; 重置照片"),
    .init(
      .impossible(.removeObject),
      "remove background; remove the background; cut out the background; "
        + "transparent background; background removal; remove bg; blemish removal; spot removal; "
        + "object removal; remove blemishes; cut out the subject; 去水印; 去路人; 去背景; 抠图; 抠出来; 抠像; "
        + "透明背景; 去掉背景; 祛痘; 去痘; 祛斑; 去斑; 去除背景; 去杂物; 去电线; 去反光; 祛痣; 去痣; 去眼袋; 去黑眼圈; 去法令纹; 去文字; 去字; "
        + "去污点; 去痘痘; 去斑点; 抠人; 去瑕疵; 消除路人"),
    .init(
      .impossible(.replaceObject),
      "change the sky; sky replacement; new sky; different sky; different background; "
        + "new background; change the background; change background; change sky; "
        + "another background; 换天空; 换天; 换背景; 换个天空; 换个背景; 换底色; 换底; 换成蓝天; 蓝底; 白底; 红底; 背景换成; 天空换成; "
        + "换个蓝天; 换一个背景; 换一个天空; 换张背景; 换成白底"),
    .init(
      .impossible(.unsupported),
      "depth of field; motion blur; radial blur; zoom blur; gaussian blur; tilt shift; fisheye; mosaic; "
        + "pixelate; double exposure; flip; flip it; mirror; mirrored; mirror image; "
        + "perspective; keystone; perspective correction; lens correction; distortion; distort; "
        + "chromatic aberration; purple fringing; red eye; red eyes; panorama; collage; gif; "
        + "video; animate; animation; animated; lens distortion; resize; compress the file; "
        + "image stabilization; 打码; 马赛克; 景深; 镜像; 翻转; 左右翻转; "
        + "水平翻转; 垂直翻转; 上下翻转; 左右颠倒; 透视; 透视校正; 畸变; 镜头校正; 红眼; 去红眼; 紫边; 去紫边; 拼图; 拼接; 双重曝光; 移轴; 动图; "
        + "视频; 动起来; 运动模糊; 径向模糊; 高斯模糊; 全景; 九宫格; 光斑"),
  ]
}
