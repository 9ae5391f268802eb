resource "aws_ecr_repository" "web-shop" {
  name = "web"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_ecr_lifecycle_policy" "web-shop" {
  repository = aws_ecr_repository.web-shop.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}

data "aws_ecr_repository" "web" {
  name       = "web"
  depends_on = [aws_ecr_repository.web-shop]
}

output "web" {
  value = data.aws_ecr_repository.web.name
}
